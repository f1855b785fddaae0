//! Two units that bear one name on one day, where `units.yaml` says so; a name that a decision gives is judged with it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::units;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{Model, Unit};
use crate::say;
use crate::text::{date_both, name_key};

/// A name for as long as a unit bears it.
struct Borne<'u> {
    unit: &'u Unit,
    name: &'u str,
    from: Option<Date>,
    until: Option<Date>,
}

/// Names that two units bear at once, told at the one that came to it later.
pub(super) fn report(model: &Model, report: &mut Report) {
    let units = units::lives(model);
    let mut names: BTreeMap<String, Vec<Borne<'_>>> = BTreeMap::new();
    for unit in &units {
        for (at, name) in unit.names.iter().enumerate() {
            let from = if at == 0 { unit.from } else { name.from.max(unit.from) };
            let next = unit.names.get(at + 1).and_then(|next| next.from);
            let until = [next, unit.until].into_iter().flatten().min();
            let borne = Borne { unit, name: &name.name, from, until };
            names.entry(name_key(&name.name)).or_default().push(borne);
        }
    }
    for mut all in names.into_values().filter(|all| all.len() > 1) {
        all.sort_by_key(|borne| borne.from);
        for (at, later) in all.iter().enumerate() {
            let both = |earlier: &&Borne<'_>| {
                earlier.unit.id != later.unit.id
                    && earlier.until.is_none_or(|until| later.from.is_none_or(|from| from < until))
                    && later.until.is_none_or(|until| later.from.is_none_or(|from| from < until))
            };
            let written = model
                .unit(&later.unit.id)
                .is_some_and(|unit| unit.founded_by.is_none() && unit.names.iter().any(|n| n.name == later.name));
            let Some(earlier) = all[..at].iter().find(both).filter(|_| written) else { continue };
            let name = later.name;
            let since = later.from.map_or(say!("", ""), |from| {
                let (date, date_en) = date_both(from);
                say!(" từ {date}", " from {date_en} on")
            });
            let (vi, en) = (since.vi, since.en);
            report.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    later.unit.span,
                    say!("hai đơn vị cùng tên «{name}»{vi}", "two units bear the name `{name}`{en}"),
                )
                .related(earlier.unit.span, say!("đơn vị kia ở đây", "the other unit is here"))
                .help(say!(
                    "ghi tên phân biệt được, ví dụ thêm tên cơ quan chủ quản; nếu đơn vị kia đã chấm dứt hoạt động thì ghi «until» cho nó",
                    "write names that tell them apart, e.g. with what each belongs to; if the other is no more, give it an `until`"
                )),
            );
        }
    }
}
