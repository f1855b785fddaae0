//! The places: each field of the content, with the words of the small project that stand there. `{P}` is the payload.

use std::fs;
use std::path::Path;

use crate::case;

/// A field that takes words.
pub struct Place {
    pub name: &'static str,
    file: &'static str,
    old: &'static str,
    new: &'static str,
}

/// A payload of its own, so that it is known where it comes from: out of text, attribute, element, template, cell, line.
pub fn payload(n: usize) -> String {
    format!(
        "=P{n}P\"'></title></pre></a><script>alert({n})</script><img src=x onerror=alert({n})> {{{{ 7*7 }}}} {{% raw %}} & &lt; \\; |x"
    )
}

macro_rules! places {
    ($($name:literal, $file:literal, $old:literal => $new:literal;)+) => {
        &[$(Place { name: $name, file: $file, old: $old, new: $new },)+]
    };
}

pub const PLACES: &[Place] = places! {
    "office", "quyche.yaml", "office: \"Trung tâm Kho vận\"" => "office: {P}";
    "short name of the office", "quyche.yaml", "short_name: \"Trung tâm\"" => "short_name: {P}";
    "title of the site", "quyche.yaml", "title: \"Quy chế làm việc\"" => "title: {P}\nbase_url: \"https://noi-bo.example/a&b;c\"";
    "whom to tell", "quyche.yaml", "week_rule:" => "report_to: {P}\nweek_rule:";
    "name of a unit", "content/units.yaml", "name: \"Phòng Xe\"" => "name: {P}";
    "alias of a unit", "content/units.yaml", "aliases: [\"Đội Xe\"]" => "aliases: [{P}]";
    "name of a role", "content/roles.yaml", "name: \"Giám đốc\"" => "name: {P}";
    "alias of a role", "content/roles.yaml", "aliases: [\"GĐ\"]" => "aliases: [{P}]";
    "note on whom a role reports to", "content/roles.yaml", "note: \"Giám đốc phụ trách toàn bộ.\"" => "note: {P}";
    "name of a collective", "content/roles.yaml", "name: \"các phòng\"" => "name: {P}";
    "name of an outsider", "content/roles.yaml", "name: \"cấp trên\"" => "name: {P}";
    "number of a decision", "content/decisions/01-2025.yaml", "number: \"01/QĐ-TTKV\"" => "number: {P}";
    "issuer of a decision", "content/decisions/01-2025.yaml", "issuer: \"Trung tâm Kho vận\"" => "issuer: {P}";
    "summary of a decision", "content/decisions/01-2025.yaml", "summary: \"Quy chế làm việc của Trung tâm Kho vận\"" => "summary: {P}";
    "type of a decision", "content/decisions/01-2025.yaml", "operations: []" => "type: {P}\noperations: []";
    "signer of a decision", "content/decisions/01-2025.yaml", "operations: []" => "signer: {P}\noperations: []";
    "source of a decision", "content/decisions/01-2025.yaml", "operations: []" => "source: {P}\noperations: []";
    "note of a decision", "content/decisions/01-2025.yaml", "operations: []" => "note: {P}\noperations: []";
    "title of the regulation", "content/regulation/2025-01-01.md", "title: \"QUY CHẾ LÀM VIỆC CỦA TRUNG TÂM KHO VẬN\"" => "title: {P}";
    "heading of the regulation", "content/regulation/2025-01-01.md", "# A. TỔ CHỨC" => "# A. TỔ CHỨC {T}";
    "clause of the regulation", "content/regulation/2025-01-01.md", "3\\. Quy định này" => "3\\. {T} Quy định này";
    "quote of a duty", "content/regulation/2025-01-01.md", "2\\. Trưởng phòng có trách nhiệm" => "2\\. {T} Trưởng phòng có trách nhiệm";
    "note of a duty", "content/duties.yaml", "quote: \"Giám đốc chủ trì họp giao ban\"}" => "quote: \"Giám đốc chủ trì họp giao ban\", note: {P}}";
    "reason of a general provision", "content/duties.yaml", "reason: \"Không nêu ai phổ biến.\"" => "reason: {P}";
    "title of a rule", "content/calendar.yaml", "title: \"Họp giao ban\"" => "title: {P}";
    "short title of a rule", "content/calendar.yaml", "chair: giam-doc" => "short: {P}\n    chair: giam-doc";
    "note of a rule", "content/calendar.yaml", "chair: giam-doc" => "note: {P}\n    chair: giam-doc";
    "condition of a rule", "content/calendar.yaml", "chair: giam-doc" => "conditional: {P}\n    chair: giam-doc";
    "stand-in of a chair", "content/calendar.yaml", "chair: giam-doc" => "chair_fallback: {P}\n    chair: giam-doc";
    "who else may attend", "content/calendar.yaml", "chair: giam-doc" => "optional_attendees: {P}\n    chair: giam-doc";
    "event of a rule", "content/calendar.yaml", "  - id: so-ket" => "  - {id: su-kien, title: \"Việc\", cite: B.II.c, quote: \"báo cáo tồn kho\", when: {event: {P}}, who: p-kho}\n  - id: so-ket";
    "document of an override", "content/overrides.yaml", "REF" => "{P}";
    "name of a holiday", "content/holidays/vn.yaml", "{date: 2026-01-01, kind: holiday, name: \"Tết Dương lịch\"" => "{date: 2026-01-01, kind: holiday, name: {P}";
    "source of a holiday", "content/holidays/vn.yaml", "{date: 2026-04-30, kind: holiday, name: \"Ngày Chiến thắng\", source: \"Bộ luật Lao động 2019, Điều 112\"" => "{date: 2026-04-30, kind: holiday, name: \"Ngày Chiến thắng\", source: {P}";
    "term", "content/glossary.yaml", "{term: \"hằng tháng\"" => "{term: {P}";
    "meaning of a term", "content/glossary.yaml", "meaning: \"mỗi tháng một lần\"" => "meaning: {P}";
    "note of a term", "content/glossary.yaml", "defined: false}" => "note: {P}, defined: false}";
    "reason of an obsolete term", "content/glossary.yaml", "obsolete: []" => "obsolete: [{term: \"đoàn kết nội bộ\", since: 2025-06-01, reason: {P}}]";
    "term of a former entry", "content/glossary.yaml", "terms:" => "former:\n  - {term: {P}, note: SAID}\nterms:";
    "note of a former entry", "content/glossary.yaml", "note: SAID" => "note: {P}";
    "print note", "content/glossary.yaml", "print_notes: []" => "print_notes: [{cite: B.II.c, quote: \"báo cáo tồn kho\", note: {P}}]";
    "synonym", "content/synonyms.yaml", "TYPED" => "{P}";
    "title of a free page", "content/pages/gioi-thieu.md", "title: \"Giới thiệu\"" => "title: {P}";
    "text of a free page", "content/pages/gioi-thieu.md", "Trang này trình bày" => "`{T}`\n\nTrang này trình bày";
};

/// The fields that quote the clause of their meeting: the text has to have their words.
const QUOTED: [&str; 2] = ["stand-in of a chair", "who else may attend"];

/// What a free page can try beside raw words.
const PAGE: &str = r#"
[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](<java	script:alert(1)>) [d](java&#10;script:alert(1)) [e](data:text/html;base64,PHNjcmlwdD4=)
[f](vbscript:x) [g](//evil.example) [h](https://vi.example "\" onmouseover=\"alert(1)") ![i](x "\" onerror=\"alert(1)") [j][ref] <javascript:alert(1)>
[k](&#106;avascript:alert(1)) [l](\x6aavascript:alert(1)) [m](blob:x) [n](filesystem:x) [o](https://vi.example/"onclick=alert(1))

[ref]: javascript:alert(1) "x"

<svg/onload=alert(1)> <iframe srcdoc="<script>alert(1)</script>"> <style>*{display:none}</style> <base href="//evil.example">
<math><mi//xlink:href="data:x,<script>alert(1)</script>"> <!-- --!><img src=x onerror=alert(1)> <?php ?> <![CDATA[<script>]]>

## <script>alert(1)</script> {#id onclick=alert(1)}

| <script> | b |
|---|---|
| <img src=x onerror=alert(1)> | `</code><script>alert(1)</script>` |

```"><script>alert(1)</script>
</code></pre><script>alert(1)</script>
```
"#;

/// Plants all of it.
pub fn write(root: &Path) {
    fs::write(
        root.join("content/overrides.yaml"),
        "overrides:\n  - {occurrence: so-ket/2026-02, action: confirm, ref: REF, issued: 2026-01-02}\n",
    )
    .unwrap();
    fs::write(root.join("content/synonyms.yaml"), "synonyms:\n  - {typed: [TYPED], text: \"Giám đốc\"}\n").unwrap();
    for (n, place) in PLACES.iter().enumerate() {
        let words = payload(n);
        let quoted = serde_json::to_string(&words).unwrap();
        if QUOTED.contains(&place.name) {
            let clause = "tuần thứ hai và tuần thứ tư của tháng";
            let text = root.join("content/regulation/2025-01-01.md");
            case::replace(&text, clause, &format!("{clause} {words}"));
        }
        case::replace(&root.join(place.file), place.old, &place.new.replace("{P}", &quoted).replace("{T}", &words));
    }
    let page = root.join("content/pages/gioi-thieu.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(page, text + PAGE).unwrap();
}
