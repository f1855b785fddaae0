//! `operations:` of a decision: what it does to the text and to the office (design 4). The `op` decides the other keys.

mod handover;

use jiff::civil::Date;

use super::actors::{deputy, post};
use super::context::{Context, provisions};
use super::trees::child;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::keys;
use crate::model::{
    Act, DatedName, Decision, InsertPlace, OfficeAct, Operation, PostsOf, ProvisionId, TextAct, Unit, UnitId,
};
use crate::say;
use crate::source::{Fields, Node, Value, choice_of, text_of};

/// What an `op` names.
#[derive(Clone, Copy)]
enum Op {
    Text(TextOp),
    Office(OfficeOp),
}

#[derive(Clone, Copy)]
enum TextOp {
    Amend,
    Insert,
    Repeal,
    ReplacePhrase,
    Renumber,
    ReplaceAll,
}

#[derive(Clone, Copy)]
enum OfficeOp {
    Rename,
    Merge,
    Absorb,
    Divide,
    Split,
    Dissolve,
    Create,
    TransferDuty,
    ChangeHead,
    ChangeMembers,
}

const OPS: [(&str, Op); 16] = [
    ("amend", Op::Text(TextOp::Amend)),
    ("insert", Op::Text(TextOp::Insert)),
    ("repeal", Op::Text(TextOp::Repeal)),
    ("replace_phrase", Op::Text(TextOp::ReplacePhrase)),
    ("renumber", Op::Text(TextOp::Renumber)),
    ("replace_all", Op::Text(TextOp::ReplaceAll)),
    ("rename", Op::Office(OfficeOp::Rename)),
    ("merge", Op::Office(OfficeOp::Merge)),
    ("absorb", Op::Office(OfficeOp::Absorb)),
    ("divide", Op::Office(OfficeOp::Divide)),
    ("split", Op::Office(OfficeOp::Split)),
    ("dissolve", Op::Office(OfficeOp::Dissolve)),
    ("create", Op::Office(OfficeOp::Create)),
    ("transfer_duty", Op::Office(OfficeOp::TransferDuty)),
    ("change_head", Op::Office(OfficeOp::ChangeHead)),
    ("change_members", Op::Office(OfficeOp::ChangeMembers)),
];

/// Whether an operation is one on the text.
pub(super) fn is_on_text(node: &Node) -> bool {
    let op = child(node, "op").and_then(|op| if let Value::Text(op) = &op.value { Some(op) } else { None });
    op.is_some_and(|op| OPS.iter().any(|(name, what)| name == op && matches!(what, Op::Text(_))))
}

/// One operation; a unit it founds is added to `units`. Where the text of its day is `to_come`, what it says of the office may
/// name places no text has yet.
pub(super) fn read(
    node: &Node,
    decision: &Decision,
    to_come: bool,
    context: &Context<'_>,
    units: &mut Vec<Unit>,
    report: &mut Report,
) -> Option<Operation> {
    let mut f = Fields::open(node, &keys::OPERATION, report)?;
    let span = f.span();
    let op = f.required("op").map(|n| choice_of(n, "op", &OPS, report));
    let Some(op) = op else {
        // Which of the keys it takes is not known; none of them is strange.
        keys::operations().iter().for_each(|(_, entity)| f.admit(entity.keys));
        f.finish(report);
        return None;
    };
    let op = op?.value;
    let named = |(name, _): &(&str, _)| child(node, "op").is_some_and(|n| n.value == Value::Text((*name).to_owned()));
    keys::operations().into_iter().filter(named).for_each(|(_, entity)| f.admit(entity.keys));
    let mut reader = Reader { context, decision, to_come, units, report };
    let act = match op {
        Op::Text(op) => reader.text(op, &mut f).map(Act::Text),
        Op::Office(op) => reader.office(op, &mut f).map(Act::Office),
    };
    f.finish(report);
    let old = child(node, "old").map(|old| old.span);
    act.map(|act| Operation { act, span, old })
}

/// What a new unit comes from, and is like unless it says otherwise; the unit is absent where it could not be read.
enum Origin<'u> {
    Of(Option<&'u UnitId>),
    Nothing,
}

struct Reader<'r, 'v> {
    context: &'r Context<'v>,
    decision: &'r Decision,
    to_come: bool,
    units: &'r mut Vec<Unit>,
    report: &'r mut Report,
}

impl Reader<'_, '_> {
    fn text(&mut self, op: TextOp, f: &mut Fields<'_>) -> Option<TextAct> {
        match op {
            TextOp::Amend => {
                let provision = self.provision(f);
                let old = f.text("old", self.report).map(|s| s.value);
                let new = f.required_text("new", self.report);
                Some(TextAct::Amend { provision: provision?, old, new: new?.value })
            }
            TextOp::Insert => {
                let place = self.place(f);
                let text = f.required_text("text", self.report);
                Some(TextAct::Insert { place: place?, text: text?.value })
            }
            TextOp::Repeal => Some(TextAct::Repeal { provision: self.provision(f)? }),
            TextOp::ReplacePhrase => {
                let old = f.required_text("old", self.report);
                let new = f.required_text("new", self.report);
                let within = provisions(self.context, f.list("within"), "within", self.report);
                let except = provisions(self.context, f.list("except"), "except", self.report);
                Some(TextAct::ReplacePhrase { old: old?.value, new: new?.value, within, except })
            }
            TextOp::Renumber => {
                let provision = self.provision(f);
                let label = f.required_text("label", self.report);
                Some(TextAct::Renumber { provision: provision?, label: label?.value })
            }
            TextOp::ReplaceAll => {
                let lines = f.list("table");
                let table = lines.into_iter().filter_map(|line| {
                    let mut f = Fields::open(line, &keys::TABLE_LINE, self.report)?;
                    let old = f.required_text("old", self.report);
                    let new = f.required_text("new", self.report);
                    f.finish(self.report);
                    let old = old.and_then(|w| self.context.provision(&w, self.report));
                    let new = new.and_then(|w| self.context.provision(&w, self.report));
                    Some((old?, new?))
                });
                Some(TextAct::ReplaceAll { table: table.collect() })
            }
        }
    }

    fn office(&mut self, op: OfficeOp, f: &mut Fields<'_>) -> Option<OfficeAct> {
        match op {
            OfficeOp::Rename => {
                let unit = self.unit(f, "unit");
                let name = f.required_text("name", self.report);
                Some(OfficeAct::Rename { unit: unit?, name: name?.value })
            }
            OfficeOp::Merge => {
                let units = self.ended(f);
                let into = f.required("into").and_then(|n| self.found(n, Origin::Of(units.first())));
                (!units.is_empty()).then_some(())?;
                Some(OfficeAct::Merge { units, into: into? })
            }
            OfficeOp::Absorb => {
                let units = self.ended(f);
                let into = self.unit(f, "into");
                (!units.is_empty()).then_some(())?;
                Some(OfficeAct::Absorb { units, into: into? })
            }
            OfficeOp::Divide | OfficeOp::Split => {
                let unit = self.unit(f, "unit");
                self.some(f, "into");
                let into =
                    f.list("into").into_iter().filter_map(|n| self.found(n, Origin::Of(unit.as_ref()))).collect();
                let handover = self.handover(f);
                let unit = unit?;
                Some(if matches!(op, OfficeOp::Divide) {
                    OfficeAct::Divide { unit, into, handover }
                } else {
                    OfficeAct::Split { unit, into, handover }
                })
            }
            OfficeOp::Dissolve => {
                let unit = self.unit(f, "unit");
                let handover = self.handover(f);
                Some(OfficeAct::Dissolve { unit: unit?, handover })
            }
            OfficeOp::Create => {
                let unit = f.required("unit").and_then(|n| self.found(n, Origin::Nothing));
                Some(OfficeAct::Create { unit: unit? })
            }
            OfficeOp::TransferDuty => {
                let places = self.places(f);
                let from = f.required_text("from", self.report).and_then(|w| self.context.actor(&w, self.report));
                self.some(f, "to");
                let to = self.context.actors(f, "to", self.report);
                (!to.is_empty() && !places.is_empty()).then_some(())?;
                Some(OfficeAct::TransferDuty { provisions: places, from: from?, to })
            }
            OfficeOp::ChangeHead => {
                let unit = self.unit(f, "unit");
                let head = f.required("head").and_then(|n| post(n, self.context, self.report));
                let deputy = deputy(f, head.as_ref(), self.context, self.report);
                Some(OfficeAct::ChangeHead { unit: unit?, head: head?, deputy })
            }
            OfficeOp::ChangeMembers => {
                let group = f.required_text("collective", self.report);
                let collective = group.and_then(|w| self.context.collective(&w, self.report));
                let add = self.context.actors(f, "add", self.report);
                let remove = self.context.actors(f, "remove", self.report);
                if !f.has("remove") {
                    self.some(f, "add");
                }
                Some(OfficeAct::ChangeMembers { collective: collective?, add, remove })
            }
        }
    }

    fn provision(&mut self, f: &mut Fields<'_>) -> Option<ProvisionId> {
        let word = f.required_text("provision", self.report)?;
        self.context.provision(&word, self.report)
    }

    /// `provision:` one or a list, or `provisions:`.
    fn places(&mut self, f: &mut Fields<'_>) -> Vec<ProvisionId> {
        self.some(f, if f.has("provisions") { "provisions" } else { "provision" });
        let mut nodes = f.list("provision");
        nodes.extend(f.list("provisions"));
        let words: Vec<_> = nodes.into_iter().filter_map(|n| text_of(n, "provision", self.report)).collect();
        words.iter().filter_map(|w| self.context.provision_to_come(w, self.to_come, self.report)).collect()
    }

    fn place(&mut self, f: &mut Fields<'_>) -> Option<InsertPlace> {
        let before = f.text("before", self.report);
        let after = if before.is_some() { f.text("after", self.report) } else { f.required_text("after", self.report) };
        match (after, before) {
            (Some(after), None) => self.context.provision(&after, self.report).map(InsertPlace::After),
            (None, Some(before)) => self.context.provision(&before, self.report).map(InsertPlace::Before),
            (Some(_), Some(before)) => {
                self.report.push(
                    Diagnostic::new(
                        Code::BadValue,
                        before.span,
                        say!("vừa có «after» vừa có «before»", "both `after` and `before`"),
                    )
                    .help(say!("giữ lại một trong hai", "keep one of the two")),
                );
                None
            }
            (None, None) => None,
        }
    }

    fn unit(&mut self, f: &mut Fields<'_>, key: &'static str) -> Option<UnitId> {
        let word = f.required_text(key, self.report)?;
        self.context.unit(&word, self.report)
    }

    /// A list that must be there and hold something.
    fn some(&mut self, f: &mut Fields<'_>, key: &'static str) {
        if let Some(Node { value: Value::List(items), span, .. }) = f.required(key)
            && items.is_empty()
        {
            let message = say!("«{key}» không có gì", "`{key}` holds nothing");
            let help = say!("ghi ít nhất một mục trong «{key}»", "write at least one entry in `{key}`");
            self.report.push(Diagnostic::new(Code::BadValue, *span, message).help(help));
        }
    }

    /// `units:` that end.
    fn ended(&mut self, f: &mut Fields<'_>) -> Vec<UnitId> {
        self.some(f, "units");
        let words = f.texts("units", self.report);
        words.iter().filter_map(|w| self.context.unit(w, self.report)).collect()
    }

    /// A unit the decision founds. What is not said of it is as with the unit it comes from.
    fn found(&mut self, node: &Node, origin: Origin<'_>) -> Option<UnitId> {
        if !matches!(node.value, Value::Map(_)) {
            self.report.push(
                Diagnostic::new(
                    Code::WrongType,
                    node.span,
                    say!("đơn vị mới phải ghi mã và tên", "a new unit needs an id and a name"),
                )
                .help(say!(
                    "viết {{id: ma-don-vi, name: \"Tên đơn vị\"}}; nhập vào đơn vị đã có thì dùng «op: absorb»",
                    "write {{id: unit-id, name: \"Name\"}}; to join a unit that is there use `op: absorb`"
                )),
            );
            return None;
        }
        let alone = matches!(origin, Origin::Nothing);
        let origin = match origin {
            Origin::Of(Some(id)) => self.units.iter().find(|u| u.id == *id).cloned(),
            Origin::Of(None) | Origin::Nothing => None,
        };
        let mut f = Fields::open(node, &keys::FOUNDED, self.report)?;
        let id = self.context.id(&mut f, self.report);
        let name = f.required_text("name", self.report);
        let aliases = f.texts("aliases", self.report).into_iter().map(|s| s.value).collect();
        let cite = self.context.cite(&mut f, self.report);
        let group = if alone { f.required_text("group", self.report) } else { f.text("group", self.report) };
        let group = group.and_then(|w| self.context.collective(&w, self.report));
        let head = if alone { f.required("head") } else { f.node("head") };
        let head = head.and_then(|n| post(n, self.context, self.report));
        let posts_of =
            origin.as_ref().map(|o| PostsOf { unit: o.id.clone(), head: head.is_none(), deputy: !f.has("deputy") });
        // Of the head another unit will have by then nothing can be told yet.
        let deputy = deputy(&mut f, head.as_ref(), self.context, self.report);
        let head = head.or_else(|| origin.as_ref().map(|o| o.head.clone()));
        f.finish(self.report);
        let id = id?;
        let begin: Date = self.decision.effective_from;
        let unit = Unit {
            id: UnitId::new(id.value),
            group: group.or_else(|| origin.as_ref().map(|o| o.group.clone()))?,
            names: vec![DatedName { name: name?.value, from: Some(begin) }],
            unborne: Vec::new(),
            aliases,
            cite,
            founded_by: Some(self.decision.id.clone()),
            head: head?,
            deputy,
            posts_of: posts_of.filter(|of| of.head || of.deputy),
            from: Some(begin),
            until: None,
            span: id.span,
        };
        let id = unit.id.clone();
        self.units.push(unit);
        Some(id)
    }
}
