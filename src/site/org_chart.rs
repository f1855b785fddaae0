//! The org chart as boxes and lines, laid out here so that the template only draws. The links live in the list beside
//! it (a link inside a picture is lost on a phone and on paper).

use serde::Serialize;

use super::unit::Group;
use super::view::Link;

/// A drawing in units of about one pixel.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
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

const WIDTH: usize = 1080;
const GAP: usize = 20;
const LINE: usize = 20;
const PAD: usize = 12;
/// The trunk that leads from the leaders to the groups runs here.
const TRUNK: usize = 6;
/// Panels of groups begin here and reach to the right edge.
const LEFT: usize = 36;
/// Units of one group stand in this many columns, so that names keep to three lines.
const COLUMNS: usize = 5;

/// Leaders on top of one another; below them a panel for each group with its units, all on one trunk.
pub(super) fn chart(leaders: &[Link], groups: &[Group]) -> Chart {
    let mut chart = Chart { width: WIDTH, height: 0, boxes: Vec::new(), lines: Vec::new() };
    let mut y = 1;
    let middle = (WIDTH + LEFT) / 2;
    for (i, leader) in leaders.iter().enumerate() {
        let (w, h) = (380, 2 * PAD + LINE);
        if i > 0 {
            chart.lines.push(format!("M{middle} {}V{y}", y - GAP));
        }
        chart.boxes.push(make(middle - w / 2, y, w, h, "leader", &leader.text));
        y += h + GAP;
    }
    let trunk = y.saturating_sub(GAP / 2);
    for group in groups {
        let title_at = y + PAD + LINE / 2;
        if !leaders.is_empty() {
            chart.lines.push(format!("M{middle} {}V{trunk}H{TRUNK}V{title_at}H{LEFT}", trunk - GAP / 2));
        }
        y = panel(&mut chart, group, y) + GAP;
    }
    chart.height = y.saturating_sub(GAP) + 1;
    chart
}

/// One group: its name, and its units in rows; returns its lower edge.
fn panel(chart: &mut Chart, group: &Group, top: usize) -> usize {
    let w = (WIDTH - LEFT - 1 - GAP * (COLUMNS + 1)) / COLUMNS;
    let place = chart.boxes.len();
    let mut y = top + 2 * PAD + LINE;
    for row in group.units.chunks(COLUMNS) {
        let tallest = row.iter().map(|u| wrap(&u.unit.text, w).len()).max().unwrap_or(1);
        let h = 2 * PAD + tallest * LINE;
        for (i, line) in row.iter().enumerate() {
            chart.boxes.push(make(LEFT + GAP + i * (w + GAP), y, w, h, "unit", &line.unit.text));
        }
        y += h + GAP;
    }
    // The panel is drawn first, its units upon it; its name stands in its upper edge.
    let mut panel = make(LEFT, top, WIDTH - LEFT - 1, 2 * PAD + LINE, "group", &group.name);
    panel.h = y - top;
    chart.boxes.insert(place, panel);
    y
}

fn make(x: usize, y: usize, w: usize, h: usize, kind: &'static str, text: &str) -> Box {
    let lines = wrap(text, w);
    let top = y + (h - (lines.len() * LINE).min(h)) / 2 + 15;
    let lines = lines.into_iter().enumerate().map(|(i, l)| (top + i * LINE, l)).collect();
    Box { x, y, w, h, kind, lines, mid: x + w / 2 }
}

/// Words in lines that fit `width`, at about eight units a letter, the lines about equally long.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let most = ((width - 2 * PAD) / 8).max(8);
    let lines = fill(text, most);
    // As few lines as needed; then the narrowest measure that needs no more of them.
    (1..most).map(|measure| fill(text, measure)).find(|narrow| narrow.len() == lines.len()).unwrap_or(lines)
}

fn fill(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            // A dash ends a line and never begins one.
            Some(line) if word == "-" || line.chars().count() + 1 + word.chars().count() <= most => {
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
    fn no_line_begins_with_a_dash() {
        for width in [100, 130, 160, 192] {
            assert!(wrap("Phòng Nông nghiệp - Môi trường", width).iter().all(|l| !l.starts_with('-')), "{width}");
        }
    }

    #[test]
    fn wrapping_loses_no_word() {
        let name = "Trung tâm Công nghệ và Cổng Thông tin điện tử tỉnh";
        assert_eq!(wrap(name, 192).join(" "), name);
        assert!(wrap(name, 192).len() > 1);
    }
}
