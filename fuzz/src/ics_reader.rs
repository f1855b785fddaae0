//! A reader of RFC 5545 that forgives nothing: it panics at the first octet that is not as the RFC has it.

/// A property.
pub struct Property {
    /// Its name.
    name: String,
    /// What stands between its name and the colon.
    pub parameters: String,
    /// Its value as written.
    pub value: String,
}

/// A component with what it holds.
#[derive(Default)]
pub struct Component {
    /// `VEVENT`.
    pub name: String,
    properties: Vec<Property>,
    /// The components within it.
    pub inside: Vec<Component>,
}

impl Component {
    /// Every property of this name.
    pub fn all(&self, name: &str) -> Vec<&Property> {
        self.properties.iter().filter(|p| p.name == name).collect()
    }

    /// The one property of this name.
    pub fn one(&self, name: &str) -> &Property {
        match self.all(name).as_slice() {
            [one] => one,
            more => panic!("{} of {name} in {}", more.len(), self.name),
        }
    }

    /// The words of a TEXT property.
    pub fn text(&self, name: &str) -> String {
        words(&self.one(name).value)
    }
}

/// The one component a feed is.
pub fn read(bytes: &[u8]) -> Component {
    let mut open: Vec<Component> = vec![Component::default()];
    for line in lines(bytes) {
        let (head, value) = line.split_once(':').unwrap_or_else(|| panic!("no colon in {line:?}"));
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        let token =
            |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
        assert!(token(name), "a property {name:?}");
        assert!(parameters.bytes().all(|b| b.is_ascii_alphanumeric() || b"=/_-".contains(&b)), "{parameters:?}");
        assert!(!value.chars().any(|c| c.is_control() && c != '\t'), "a control character in {value:?}");
        match name {
            "BEGIN" => open.push(Component { name: value.to_owned(), ..Component::default() }),
            "END" => {
                let done = open.pop().filter(|c| c.name == value).unwrap_or_else(|| panic!("END:{value} out of order"));
                open.last_mut().unwrap_or_else(|| panic!("END:{value} of nothing")).inside.push(done);
            }
            _ => {
                let property =
                    Property { name: name.to_owned(), parameters: parameters.to_owned(), value: value.to_owned() };
                assert!(open.len() > 1, "{name} stands in no component");
                open.last_mut().unwrap_or_else(|| unreachable!()).properties.push(property);
            }
        }
    }
    assert_eq!(open.len(), 1, "a component is not ended");
    let mut all = open.remove(0).inside;
    assert_eq!(all.len(), 1, "one calendar");
    all.remove(0)
}

/// The lines, unfolded: CRLF and nothing else ends one, none is longer than 75 octets, and each is text by itself.
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let body = text.strip_suffix("\r\n").expect("the last line is ended too");
    let mut lines: Vec<String> = Vec::new();
    for line in body.split("\r\n") {
        assert!(!line.contains(['\r', '\n']), "a bare line end in {line:?}");
        assert!(line.len() <= 75, "{} octets", line.len());
        match line.strip_prefix(' ') {
            Some(rest) => {
                assert!(!rest.is_empty(), "a fold with nothing behind it");
                lines.last_mut().expect("the first line is no fold").push_str(rest);
            }
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// TEXT, section 3.3.11.
fn words(value: &str) -> String {
    let (mut out, mut chars) = (String::new(), value.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("\\{other:?} in {value:?}"),
            },
            ',' | ';' => panic!("a bare {c} in {value:?}"),
            c => out.push(c),
        }
    }
    out
}
