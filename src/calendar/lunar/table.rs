//! The packed lunar years: four bytes a year, 532 bytes in all, made from `tests/data/lunar_months.csv` by the test below.
//!
//! The calendar is a decree computed from astronomy for the meridian 105° East (UTC+7); a program that computes it anew
//! slips by a day wherever a new moon falls near midnight, and one that takes the Chinese table (UTC+8) celebrates Tết of
//! 2007, 2030 and 2053 on the wrong day. So it is data, and the data are compared month by month.

/// The first lunar year the State's calendar computes by UTC+7; the years before went by UTC+8.
pub(super) const FIRST: i16 = 1968;

/// From [`FIRST`] on, one word a year. Bits 0–12: the months in order, 1 for thirty days, 0 for twenty-nine. Bits 13–16:
/// the month after which the leap month stands, 0 for none. Bits 17–22: mùng 1 Tết in days after 21 January.
#[rustfmt::skip]
pub(super) const YEARS: [u32; 133] = [
    0x10e55b, 0x34056b, 0x200b69, 0x0cb752, 0x320b52, 0x1a0b25, 0x049a4b, 0x2a0a4d, 0x1514ab, 0x3802ad,
    0x2205ad, 0x0ecb6a, 0x340da9, 0x1e0d92, 0x089d25, 0x2e0d25, 0x180a55, 0x0054ad, 0x2604b6, 0x10e5b5,
    0x3606d5, 0x200ec9, 0x0cbe92, 0x320e92, 0x1c0d26, 0x046a56, 0x280a57, 0x151556, 0x3a056a, 0x220b55,
    0x0eb6c9, 0x340749, 0x1e0693, 0x06952b, 0x2c052b, 0x160a5b, 0x02555a, 0x26056a, 0x10eb65, 0x360ba5,
    0x220d49, 0x0aba95, 0x300a95, 0x1a052d, 0x048aad, 0x280ab5, 0x1535aa, 0x3a05d2, 0x240da5, 0x0edd4a,
    0x340e4a, 0x1e0c96, 0x08992e, 0x2c0556, 0x160ab5, 0x0255b2, 0x2806d2, 0x10cea5, 0x360725, 0x20064b,
    0x0aac97, 0x2e04ab, 0x18055b, 0x046ada, 0x2a0b6a, 0x157752, 0x3a0b92, 0x240b25, 0x0eda4b, 0x320a4d,
    0x1c04ad, 0x06a95b, 0x2c05ad, 0x160baa, 0x025b52, 0x280d92, 0x12fd25, 0x360d25, 0x200a55, 0x0ab4ad,
    0x3004b6, 0x1806b5, 0x046daa, 0x2a0eca, 0x170e92, 0x380e93, 0x240d2a, 0x0eca56, 0x320a5b, 0x1c055a,
    0x068ad5, 0x2c0b55, 0x18074a, 0x006e93, 0x260a93, 0x10f52b, 0x36052b, 0x1e0a9b, 0x0ab55a, 0x30056a,
    0x1a0b65, 0x04974a, 0x2a0d4a, 0x151a95, 0x3a0c95, 0x22092d, 0x0ccaad, 0x320ab5, 0x1e05aa, 0x068da5,
    0x2c0ea5, 0x180d4a, 0x027d15, 0x260c96, 0x10f956, 0x360556, 0x200ab5, 0x0ab6b4, 0x3006d4, 0x1a0ea5,
    0x068e8a, 0x28068b, 0x131497, 0x3804ab, 0x22095b, 0x0ccada, 0x320b6a, 0x1e0754, 0x089725, 0x2c0b45,
    0x160a8b, 0x00552b, 0x2604ad,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::{Date, date};

    use super::*;

    /// The words as the months of the truth file make them.
    fn packed() -> Vec<u32> {
        let mut years: BTreeMap<i16, Vec<[&str; 6]>> = BTreeMap::new();
        for line in include_str!("../../../tests/data/lunar_months.csv").lines().skip(1) {
            let row: [&str; 6] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
            years.entry(row[1].parse().unwrap()).or_default().push(row);
        }
        assert_eq!(years.keys().next(), Some(&FIRST));
        let word = |(year, months): (i16, Vec<[&str; 6]>)| {
            let long = |(i, m): (usize, &[&str; 6])| u32::from(m[4] == "30") << i;
            let leap: u32 = months.iter().find(|m| m[3] == "1").map_or(0, |m| m[2].parse().unwrap());
            let tet: Date = months[0][0].parse().unwrap();
            let after = u32::try_from((tet - date(year, 1, 21)).get_days()).unwrap();
            assert!(after < 64 && months.len() == if leap > 0 { 13 } else { 12 }, "{year}");
            months.iter().enumerate().map(long).sum::<u32>() | leap << 13 | after << 17
        };
        years.into_iter().map(word).collect()
    }

    #[test]
    fn the_table_is_what_the_truth_file_makes() {
        let packed = packed();
        let lines = packed.chunks(10).map(|c| c.iter().map(|w| format!("{w:#08x}, ")).collect::<String>());
        let right: String = lines.map(|l| format!("    {}\n", l.trim_end())).collect();
        assert!(packed == YEARS, "the table should read, {} words:\n{right}", packed.len());
    }
}
