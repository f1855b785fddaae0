//! `quyche holidays YEAR`: the holiday file of a year whose notice is not out, ready to stand in `content/holidays/`.
//!
//! Design 3: holidays are data, not code. So the program never uses these days by itself: a clerk puts the file into the
//! content and mends it when the notice comes. `--write` puts the file there: a shell that prints into a file may write it in another
//! encoding (Windows PowerShell does). The trap avoided: reading the project first, which the shell has just given an empty file by
//! `> content/holidays/2031.yaml`.

use serde_json::{Value, json};

use super::args::Shared;
use super::console::Console;
use super::{End, new_file, project};
use crate::calendar::lunar::{LunarDate, solar_to_lunar};
use crate::calendar::statute::{StatutoryDay, YEARS, statutory_days};
use crate::text::weekday_words;
use crate::{model, say};

/// Prints the file, or with `--json` its days; with `--write` puts the file among the others of the project.
pub fn run(shared: &Shared, year: i16, write: bool, console: &mut Console) -> End {
    let Some(days) = statutory_days(year) else {
        let (first, last) = (YEARS.start(), YEARS.end());
        console.error(&say!(
            "không lập được ngày nghỉ năm {year}: Bộ luật Lao động 2019 có hiệu lực từ năm {first}, bảng âm lịch có đến năm {last}; quyche không đoán",
            "no holidays can be given for {year}: the Labour Code of 2019 is in force from {first}, the lunar table ends with {last}; quyche does not guess"
        ));
        return End::Usage;
    };
    if write {
        return put(shared, year, &file(year, &days), console);
    }
    if shared.json {
        let all: Vec<Value> = days.iter().map(object).collect();
        console.json(&json!({ "years": { "first": year, "last": year }, "days": all }));
    } else {
        console.data(&file(year, &days));
    }
    End::Ok
}

/// Writes the file of the year, over no other, and beside none that has the year already.
fn put(shared: &Shared, year: i16, text: &str, console: &mut Console) -> End {
    let sources = match project::load(shared, console) {
        Ok(loaded) => loaded.sources,
        Err(end) => return end,
    };
    let (model, _) = model::decode(&sources);
    let path = project::content_folder(&shared.project).join("holidays").join(format!("{year}.yaml"));
    if let Some(said) = model.holidays.years.get(&year).filter(|_| !path.exists()) {
        let (file, line) = (sources.files.name(said.file), sources.files.position(said.file, said.start).line);
        console.error(&say!(
            "{file}:{line} đã có năm {year}, không lập thêm tệp thứ hai; sửa theo thông báo nghỉ lễ ở tệp ấy",
            "{file}:{line} has the year {year} already, and no second file is made; mend the days there by the notice"
        ));
        return End::Usage;
    }
    let shown = path.display();
    let told = [
        say!("đã ghi {shown}: sửa theo thông báo nghỉ lễ khi có", "wrote {shown}: mend it once the notice is out"),
        say!(
            "đã có {shown}, không ghi đè; muốn lập lại thì đổi tên hoặc xóa tệp ấy trước",
            "{shown} is there and was left as it is; to make it anew rename or delete it first"
        ),
    ];
    new_file::told(shared, &path, new_file::write_new(&path, text), told, console)
}

fn object(day: &StatutoryDay) -> Value {
    json!({
        "date": day.date.to_string(),
        "kind": day.kind.as_str(),
        "name": day.name,
        "source": day.source,
        "status": day.status.as_str(),
        "lunar": solar_to_lunar(day.date).map(lunar_words),
    })
}

/// The file: what the clerk must know, the year, the days.
fn file(year: i16, days: &[StatutoryDay]) -> String {
    let header = format!(
        "\
# Ngày nghỉ lễ, tết năm {year} tính từ Bộ luật Lao động 2019 (Điều 112; nghỉ bù theo Điều 111 khoản 3) và âm lịch Việt Nam.
# ĐÂY LÀ DỰ KIẾN cho đến khi có thông báo nghỉ lễ chính thức của năm {year}. Khi có thông báo:
#   1. Thay các dòng status: projected bằng những ngày trong thông báo, ghi số và ngày thông báo vào source, đổi status thành official.
#   2. Thêm các ngày hoán đổi nếu có: kind: swap_off là ngày làm việc chuyển thành nghỉ, kind: swap_work là ngày nghỉ đi làm bù.
#      Luật không ấn định ngày hoán đổi, nên ở đây không dự kiến ngày nào.
#   3. Dòng status: pending_law đã công bố, chờ luật hóa: thành luật thì đổi thành statute, không thì xóa cùng dòng nghỉ bù của nó.
#   4. Chạy «quyche check».
# Cách dự kiến điều luật để Thủ tướng quyết định: Tết nghỉ 1 ngày trước mùng 1 và 4 ngày từ mùng 1, hoặc 2 và 3, chọn cách có ít ngày
# rơi vào cuối tuần hơn, bằng nhau thì 2 và 3. Bên 2/9 chọn ngày liền kề là ngày làm việc; cả hai cùng làm việc thì chọn ngày sát cuối
# tuần; không ngày nào sát thì chọn ngày trước.
years: {{first: {year}, last: {year}}}
days:
"
    );
    days.iter().fold(header, |text, day| {
        let (date, kind, status) = (day.date, day.kind.as_str(), day.status.as_str());
        // A JSON string is a YAML string, whatever stands in it.
        let (name, source) = (json!(day.name), json!(day.source));
        let weekday = weekday_words(date.weekday());
        let lunar = solar_to_lunar(date).map_or_else(String::new, |l| format!(", âm lịch {}", lunar_words(l)));
        text + &format!(
            "  - {{date: {date}, kind: {kind}, name: {name}, source: {source}, status: {status}}} # {weekday}{lunar}\n"
        )
    })
}

/// `10/3`, `1/2 nhuận`.
fn lunar_words(l: LunarDate) -> String {
    let leap = if l.leap { " nhuận" } else { "" };
    format!("{}/{}{leap}", l.day, l.month)
}
