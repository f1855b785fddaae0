// How MiniSearch is set up, in Node where the index is made and in the browser where it is read: as it ships, or with our
// folding of marks and its own weight for headings, which is the best we could make of it.
const fold = s => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[đð]/g, 'd');

export const miniOptions = library => ({
  fields: ['title', 'heads', 'text'],
  storeFields: ['title', 'heads', 'text'],
  ...library === 'minisearch-folded' && { processTerm: fold, searchOptions: { processTerm: fold, prefix: true, boost: { heads: 0.5 } } },
});
