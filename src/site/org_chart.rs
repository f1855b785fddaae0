//! The org chart as boxes and lines, laid out here so that the template only draws. The links live in the list beside
//! it (a link inside a picture is lost on a phone and on paper).

use serde::Serialize;

use super::unit::Group;
use super::view::Link;

/// A drawing in units of about one pixel.
#[derive(Clone, Debug, Serialize)]
pub struct Chart {
    /// Width.
    pub width: usize,
    /// Height.
    pub height: usize,
    /// Boxes.
    pub boxes: Vec<Box>,
    /// Lines between them, as SVG paths.
    pub lines: Vec<String>,
}

/// A box with its words, wrapped.
#[derive(Clone, Debug, Serialize)]
pub struct Box {
    /// Left.
    pub x: usize,
    /// Top.
    pub y: usize,
    /// Width.
    pub w: usize,
    /// Height.
    pub h: usize,
    /// `leader`, `group` or `unit`.
    pub kind: &'static str,
    /// Its lines with the baseline of each.
    pub lines: Vec<(usize, String)>,
    /// The middle, for centred text.
    pub mid: usize,
}

const WIDTH: usize = 1040;
const GAP: usize = 20;
const LINE: usize = 20;
const PAD: usize = 12;
/// Units of one group stand in this many columns, so that names keep to three lines.
const COLUMNS: usize = 5;

/// Leaders on top of one another, then each group with its units below it.
pub(super) fn chart(leaders: &[Link], groups: &[Group]) -> Chart {
    let mut chart = Chart { width: WIDTH, height: 0, boxes: Vec::new(), lines: Vec::new() };
    let mut y = 8;
    let middle = WIDTH / 2;
    for (i, leader) in leaders.iter().enumerate() {
        let (w, h) = (380, 2 * PAD + LINE);
        if i > 0 {
            chart.lines.push(format!("M{middle} {}V{y}", y - GAP));
        }
        chart.boxes.push(make(middle - w / 2, y, w, h, "leader", &leader.text));
        y += h + GAP;
    }
    for group in groups {
        let h = 2 * PAD + LINE;
        chart.lines.push(format!("M{middle} {}V{y}", y.saturating_sub(GAP)));
        chart.boxes.push(make(middle - 190, y, 380, h, "group", &group.name));
        y += h + GAP;
        let rows = group.units.chunks(COLUMNS);
        let last_row = rows.len().saturating_sub(1);
        for (r, row) in group.units.chunks(COLUMNS).enumerate() {
            y = units(&mut chart, row, y);
            if r == last_row {
                y += GAP;
            }
        }
    }
    chart.height = y;
    chart
}

/// One row of units below `y`; returns where the next thing may begin.
fn units(chart: &mut Chart, row: &[super::unit::UnitLine], y: usize) -> usize {
    let columns = row.len().max(1);
    let w = ((WIDTH - GAP * (COLUMNS - 1)) / COLUMNS).min(WIDTH / columns);
    let left = (WIDTH - (columns * w + (columns - 1) * GAP)) / 2;
    let tallest = row.iter().map(|u| wrap(&u.unit.text, w).len()).max().unwrap_or(1);
    let h = 2 * PAD + tallest * LINE;
    let rail = y - GAP / 2;
    for (i, line) in row.iter().enumerate() {
        let x = left + i * (w + GAP);
        chart.lines.push(format!("M{} {rail}H{}V{y}", WIDTH / 2, x + w / 2));
        chart.boxes.push(make(x, y, w, h, "unit", &line.unit.text));
    }
    chart.lines.push(format!("M{} {}V{rail}", WIDTH / 2, y - GAP));
    y + h + GAP
}

fn make(x: usize, y: usize, w: usize, h: usize, kind: &'static str, text: &str) -> Box {
    let lines = wrap(text, w);
    let top = y + (h - (lines.len() * LINE).min(h)) / 2 + 15;
    let lines = lines.into_iter().enumerate().map(|(i, l)| (top + i * LINE, l)).collect();
    Box { x, y, w, h, kind, lines, mid: x + w / 2 }
}

/// Words in lines that fit `width`, at about eight units a letter.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let most = ((width - 2 * PAD) / 8).max(8);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_loses_no_word() {
        let name = "Trung tâm Công nghệ và Cổng Thông tin điện tử tỉnh";
        assert_eq!(wrap(name, 192).join(" "), name);
        assert!(wrap(name, 192).len() > 1);
    }
}
