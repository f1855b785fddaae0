//! What references are resolved against: declared ids and provisions.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::trees::{LISTS, Parsed, child, is_whole, items};
use super::unlike::{self, invisible};
use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::model::{Actor, CollectiveId, PartyId, Proof, Provision, ProvisionId, RoleId, UnitId, Version};
use crate::say;
use crate::source::{Fields, Node, Scalar, Value, near, text_of};
use crate::text::{Verbatim, is_id, is_short_for, name_key, slug, word_cut_by};

/// What kind of actor an id names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unit,
    Role,
    Collective,
    Party,
}

/// Declared ids and provisions of one run.
pub(super) struct Context<'v> {
    actors: BTreeMap<String, (Kind, Span)>,
    /// Ids by the names and short forms of what they declare: people write names where ids are meant.
    names: BTreeMap<String, String>,
    /// False when a file that declares actors could not be read, or a list in it: then an unknown id proves nothing.
    actors_complete: bool,
    /// The names of actors that have the id of another.
    doubled: Vec<String>,
    /// The groups that decisions add members to; such a one may begin with none.
    joined: BTreeSet<String>,
    /// Every text. What is cited must stand in one of them; that it still stands in the text of a later day is proved
    /// where days are known.
    versions: &'v [Version],
    provisions_complete: bool,
}

impl<'v> Context<'v> {
    /// `trees` are units.yaml and roles.yaml; `decisions_read` is false where a decision could not be read.
    pub fn new(
        versions: &'v [Version],
        trees: [Option<&Node>; 2],
        decisions: &[Parsed],
        decisions_read: bool,
        report: &mut Report,
    ) -> Self {
        let mut context = Self {
            actors: BTreeMap::new(),
            names: BTreeMap::new(),
            joined: BTreeSet::new(),
            doubled: Vec::new(),
            actors_complete: decisions_read
                && trees.iter().zip(LISTS).all(|(tree, lists)| tree.is_some_and(|tree| is_whole(tree, lists))),
            versions,
            // Where two texts claim one day, it is not known which of them is cited.
            provisions_complete: match versions {
                [] => false,
                all => all.windows(2).all(|pair| pair[0].effective_from != pair[1].effective_from),
            },
        };
        for (key, kind) in
            [("units", Kind::Unit), ("roles", Kind::Role), ("collectives", Kind::Collective), ("parties", Kind::Party)]
        {
            for entry in trees.iter().flatten().flat_map(|t| items(t, key)) {
                context.declare(entry, kind, report);
            }
        }
        // A unit that a decision founds is declared where it is founded; a group it adds to has members from then on.
        for operation in decisions.iter().flat_map(|(_, _, tree)| items(tree, "operations")) {
            let new = ["into", "unit"].into_iter().filter_map(|key| child(operation, key));
            let adds = child(operation, "add")
                .is_some_and(|add| !matches!(&add.value, Value::Null) && add.value != Value::List(Vec::new()));
            if let Some(Node { value: Value::Text(group), .. }) = child(operation, "collective").filter(|_| adds) {
                context.joined.insert(group.clone());
            }
            for entry in
                new.flat_map(|n| if let Value::List(all) = &n.value { &all[..] } else { std::slice::from_ref(n) })
            {
                context.declare(entry, Kind::Unit, report);
            }
        }
        context
    }

    fn declare(&mut self, entry: &Node, kind: Kind, report: &mut Report) {
        let Value::Map(entries) = &entry.value else { return };
        let readable =
            |id: &&(Node, Node)| id.0.value == Value::Text("id".to_owned()) && matches!(id.1.value, Value::Text(_));
        // What has no id to be read is told there; which of the references mean it nobody can tell.
        self.actors_complete &= entries.iter().any(|id| readable(&id));
        // Two entries run together have two ids; both are meant.
        for (_, id) in entries.iter().filter(readable) {
            self.declare_id(entry, id, kind, report);
        }
    }

    fn declare_id(&mut self, entry: &Node, id: &Node, kind: Kind, report: &mut Report) {
        let Value::Text(written) = &id.value else { return };
        // A blank that cannot be seen is told at the id, and not again by each reference.
        let name = &if invisible(written).is_some() { slug(written) } else { written.clone() };
        if let Some((_, first)) = self.actors.get(name) {
            report.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    id.span,
                    say!("mã «{name}» đã được dùng", "the id `{name}` is taken"),
                )
                .related(*first, say!("lần thứ nhất ở đây", "first here"))
                .help(say!("đặt mã khác cho một trong hai mục", "give one of the two another id")),
            );
            // Of another name it was to have another id; who refers to that is right.
            if let Some(Value::Text(word)) = child(entry, "name").map(|n| &n.value)
                && self.names.get(&name_key(word)) != Some(name)
            {
                self.doubled.push(word.clone());
            }
            return;
        }
        self.actors.insert(name.clone(), (kind, id.span));
        // An id refused for its form is told once: who wrote the right one elsewhere meant this entry.
        if !is_id(name) {
            self.actors.entry(slug(name)).or_insert((kind, id.span));
        }
        let words = ["name", "aliases"].into_iter().filter_map(|key| child(entry, key));
        let words = words.chain(items(entry, "aliases")).chain(items(entry, "names").filter_map(|n| child(n, "name")));
        for word in words {
            if let Value::Text(word) = &word.value {
                self.names.entry(name_key(word)).or_insert_with(|| name.clone());
            }
        }
    }

    /// Whether a decision adds members to a group.
    pub fn is_joined(&self, group: &str) -> bool {
        self.joined.contains(group)
    }

    /// The id of an entry, checked for form.
    pub fn id(&self, fields: &mut Fields<'_>, report: &mut Report) -> Option<Scalar<String>> {
        let id = fields.required_text("id", report)?;
        check_id(&id, report).then_some(id)
    }

    /// The actor a word names.
    pub fn actor(&self, word: &Scalar<String>, report: &mut Report) -> Option<Actor> {
        let found = self.find(&word.value);
        let doubled = || self.doubled.iter().any(|name| is_short_for(&word.value, name));
        if found.is_none() && self.actors_complete && !doubled() {
            let id = &word.value;
            let near = near(report, id, || self.actors.keys().map(String::as_str));
            let help = if let Some(declared) = self.names.get(&name_key(id)) {
                say!("đó là tên; ghi mã: {declared}", "that is a name; write the id: {declared}")
            } else if let Some(code) = invisible(id) {
                say!(
                    "mã có ký tự {code} trông như dấu cách; gõ lại mã",
                    "the id holds {code}, which looks like a space; type it again"
                )
            } else if near.is_empty() {
                say!(
                    "khai báo trong units.yaml hoặc roles.yaml, hoặc sửa mã",
                    "declare it in units.yaml or roles.yaml, or correct the id"
                )
            } else {
                let near = near.join(", ");
                say!("ý bạn là: {near}?", "did you mean: {near}?")
            };
            report.push(
                Diagnostic::new(
                    Code::UnknownActor,
                    word.span,
                    say!("không có vai trò, đơn vị hay nhóm «{id}»", "there is no role, unit or group `{id}`"),
                )
                .help(help),
            );
        }
        found
    }

    fn find(&self, id: &str) -> Option<Actor> {
        if let Some((role, unit)) = id.split_once('@') {
            let is = |id: &str, kind| self.actors.get(id).is_some_and(|(k, _)| *k == kind);
            return (is(role, Kind::Role) && is(unit, Kind::Unit))
                .then(|| Actor::RoleAt(RoleId::new(role), UnitId::new(unit)));
        }
        let (kind, _) = self.actors.get(id)?;
        Some(match kind {
            Kind::Unit => Actor::Unit(UnitId::new(id)),
            Kind::Role => Actor::Role(RoleId::new(id)),
            Kind::Collective => Actor::Collective(CollectiveId::new(id)),
            Kind::Party => Actor::Party(PartyId::new(id)),
        })
    }

    /// The actors under a key, one or a list.
    pub fn actors(&self, fields: &mut Fields<'_>, key: &'static str, report: &mut Report) -> Vec<Actor> {
        let words = fields.texts(key, report);
        words.iter().filter_map(|w| self.actor(w, report)).collect()
    }

    /// The role a word names.
    pub fn role(&self, word: &Scalar<String>, report: &mut Report) -> Option<RoleId> {
        match self.actor(word, report)? {
            Actor::Role(id) => Some(id),
            _ => {
                self.wrong_kind(word, Kind::Role, &say!("vai trò", "role"), report);
                None
            }
        }
    }

    /// The collective a word names.
    pub fn collective(&self, word: &Scalar<String>, report: &mut Report) -> Option<CollectiveId> {
        match self.actor(word, report)? {
            Actor::Collective(id) => Some(id),
            _ => {
                self.wrong_kind(word, Kind::Collective, &say!("nhóm", "group"), report);
                None
            }
        }
    }

    fn wrong_kind(&self, word: &Scalar<String>, kind: Kind, what: &Say, report: &mut Report) {
        let (id, vi, en) = (&word.value, &what.vi, &what.en);
        let all: Vec<&str> = self.actors.iter().filter(|(_, (k, _))| *k == kind).map(|(id, _)| id.as_str()).collect();
        let all = all.join(", ");
        report.push(
            Diagnostic::new(Code::UnknownActor, word.span, say!("«{id}» không phải là {vi}", "`{id}` is not a {en}"))
                .help(say!("dùng một trong: {all}", "use one of: {all}")),
        );
    }

    /// The provision a word cites.
    pub fn provision(&self, word: &Scalar<String>, report: &mut Report) -> Option<ProvisionId> {
        let written = &word.value;
        if let Some(found) = self.versions.iter().find_map(|v| v.provisions.named(written)) {
            return Some(found.id.clone());
        }
        if !self.provisions_complete {
            return Some(ProvisionId::new(written.as_str()));
        }
        let ids = || -> BTreeSet<&str> {
            self.versions.iter().flat_map(|v| v.provisions.iter().map(|p| p.id.as_str())).collect()
        };
        let near = near(report, written, ids).join(", ");
        let help = if let Some(code) = invisible(written) {
            say!(
                "có ký tự {code} trông như dấu cách; gõ lại số điều khoản",
                "there is {code}, which looks like a space; type the number again"
            )
        } else if near.is_empty() {
            say!("«quyche outline» liệt kê mọi điều khoản", "`quyche outline` lists every provision")
        } else {
            say!("ý bạn là: {near}?", "did you mean: {near}?")
        };
        report.push(
            Diagnostic::new(
                Code::UnknownProvision,
                word.span,
                say!("quy chế không có điều khoản {written}", "the regulation has no provision {written}"),
            )
            .help(help),
        );
        None
    }

    /// Whether a provision stands in the text in force on a day, or the first where the day lies before it.
    pub fn is_in_text_on(&self, id: &ProvisionId, day: Date) -> bool {
        let in_force = self.versions.iter().rev().find(|v| v.effective_from <= day).or(self.versions.first());
        in_force.is_some_and(|version| version.provision(id).is_some())
    }

    /// Whether there is a text that takes effect on `day`.
    pub fn has_text_of(&self, day: Date) -> bool {
        self.versions.iter().any(|v| v.effective_from == day)
    }

    /// The same where the text a word is of may be still to come; what no text has is told once that text is there.
    pub fn provision_to_come(&self, word: &Scalar<String>, to_come: bool, report: &mut Report) -> Option<ProvisionId> {
        let known = self.versions.iter().any(|v| v.provisions.named(&word.value).is_some());
        if to_come && !known { Some(ProvisionId::new(word.value.as_str())) } else { self.provision(word, report) }
    }

    /// The provision under `cite`, if the key is there.
    pub fn cite(&self, fields: &mut Fields<'_>, report: &mut Report) -> Option<ProvisionId> {
        let word = fields.text("cite", report)?;
        self.provision(&word, report)
    }

    /// `cite` and `quote`, proved; both required.
    pub fn proof(&self, fields: &mut Fields<'_>, report: &mut Report) -> Option<Proof> {
        let cite = fields.required_text("cite", report).and_then(|w| self.provision(&w, report));
        let quote = fields.required_text("quote", report);
        let (cite, quote) = (cite?, quote?);
        self.prove(&cite, &quote, report);
        Some(Proof { cite, quote: quote.value })
    }

    /// `cite` and `quote` where one or both may be absent; a quote is proved.
    pub fn maybe_proof(&self, fields: &mut Fields<'_>, report: &mut Report) -> (Option<ProvisionId>, Option<String>) {
        let cite = self.cite(fields, report);
        let quote = fields.text("quote", report);
        if let (Some(cite), Some(quote)) = (&cite, &quote) {
            self.prove(cite, quote, report);
        }
        (cite, quote.map(|q| q.value))
    }

    /// Proves that a quote stands in its provision to the letter. Where it does not, it is read on as it was meant, so that one slip
    /// is one finding and all else is judged beside it; nothing is published while the finding stands.
    pub fn prove(&self, cite: &ProvisionId, quote: &Scalar<String>, report: &mut Report) -> Verbatim {
        let mut last = None;
        for provision in self.found(cite) {
            let words = &provision.text;
            if words.as_str() == quote.value {
                return words.clone();
            }
            if words.as_str().contains(&quote.value) {
                if let Some(cut) = word_cut_by(words.as_str(), &quote.value) {
                    report.push(cut_short(cite, cut, quote.span));
                }
                return Verbatim::new(&*quote.value);
            }
            last = Some(provision);
        }
        let Some(provision) = last else { return Verbatim::new(&*quote.value) };
        let help = unlike::help(cite, provision.text.as_str(), &quote.value);
        report.push(
            Diagnostic::new(
                Code::QuoteNotFound,
                quote.span,
                say!("câu trích không có trong {cite}", "the quote is not in {cite}"),
            )
            .related(provision.span, say!("điều khoản ở đây", "the provision is here"))
            .help(help),
        );
        Verbatim::new(&*quote.value)
    }

    /// A provision in every text that has it.
    pub fn found<'c>(&'c self, id: &'c ProvisionId) -> impl Iterator<Item = &'v Provision> + 'c {
        self.versions.iter().filter_map(move |v| v.provision(id))
    }

    /// The provisions of the oldest text. What later ones add is asked for where days are known.
    pub fn first_text(&self) -> impl Iterator<Item = &'v Provision> {
        self.versions.first().into_iter().flat_map(|v| v.provisions.iter())
    }

    /// The days of the texts after the first.
    pub fn later_texts(&self) -> impl Iterator<Item = Date> {
        self.versions.iter().skip(1).map(|v| v.effective_from)
    }

    /// The unit a word names.
    pub fn unit(&self, word: &Scalar<String>, report: &mut Report) -> Option<UnitId> {
        match self.actor(word, report)? {
            Actor::Unit(id) => Some(id),
            _ => {
                self.wrong_kind(word, Kind::Unit, &say!("đơn vị", "unit"), report);
                None
            }
        }
    }
}

/// Whether an id has the form of one; a finding when not.
pub(super) fn check_id(id: &Scalar<String>, report: &mut Report) -> bool {
    if is_id(&id.value) {
        return true;
    }
    let shown: String = id.value.chars().take(40).collect();
    let proposal = slug(&shown);
    // A name Windows keeps for itself is no proposal either.
    let proposal = match proposal.as_str() {
        "" => "ma-1".to_owned(),
        id if is_id(id) => proposal,
        id => format!("{id}-1"),
    };
    let help = match invisible(&id.value) {
        Some(code) => say!(
            "có ký tự {code} trông như dấu cách; gõ lại mã: «{proposal}»",
            "there is {code}, which looks like a space; type the id again: `{proposal}`"
        ),
        None => say!(
            "chữ thường không dấu, số và gạch nối, tối đa 64 ký tự, ví dụ «{proposal}»",
            "lower-case ASCII letters, digits and hyphens, 64 characters at most, e.g. `{proposal}`"
        ),
    };
    report.push(
        Diagnostic::new(Code::BadId, id.span, say!("«{shown}» không dùng làm mã được", "`{shown}` cannot be an id"))
            .help(help),
    );
    false
}

/// A list of provisions under a key.
pub(super) fn provisions(context: &Context<'_>, nodes: Vec<&Node>, key: &str, report: &mut Report) -> Vec<ProvisionId> {
    let words: Vec<_> = nodes.into_iter().filter_map(|n| text_of(n, key, report)).collect();
    words.iter().filter_map(|w| context.provision(w, report)).collect()
}

fn cut_short(cite: &ProvisionId, word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::QuoteNotFound,
        span,
        say!("câu trích cắt ngang «{word}» của {cite}", "the quote cuts `{word}` of {cite} in two"),
    )
    .help(say!("trích trọn chữ, trọn số: «{word}»", "quote the whole word or number: `{word}`"))
}
