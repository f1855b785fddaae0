//! The recipes of `deploy/` say the same to a browser, whichever server an office has: all three are read here and held to one
//! table, `tests/deploy/rules.json`. That nginx and Apache do what their recipes say is asked of the servers themselves, by
//! `tests/deploy/serve.sh`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeMap;

use serde_json::Value;

type Table = BTreeMap<String, String>;

fn file(path: &str) -> String {
    std::fs::read_to_string(common::root().join(path)).unwrap()
}

fn rules() -> Value {
    serde_json::from_str(&file("tests/deploy/rules.json")).unwrap()
}

fn table(value: &Value) -> Table {
    value.as_object().unwrap().iter().map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned())).collect()
}

/// What every answer carries: the policy of the pages' own `meta`, what only a header can say, and the others.
fn headers() -> Table {
    let base = file("themes/default/base.html");
    let policy = base.split_once("Content-Security-Policy\" content=\"").unwrap().1.split('"').next().unwrap();
    let mut all = table(&rules()["headers"]);
    all.insert("Content-Security-Policy".into(), format!("{policy}{}", rules()["policy"].as_str().unwrap()));
    all
}

/// Types by ending; `jpeg` is another spelling of `jpg`.
fn types() -> Table {
    let mut all = table(&rules()["types"]);
    all.insert("jpeg".into(), all["jpg"].clone());
    all
}

/// Endings whose files are compressed, as types without their charset.
fn compressed() -> Vec<String> {
    let all = types();
    let mut types: Vec<String> = rules()["compressed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| all[e.as_str().unwrap()].split(';').next().unwrap().to_owned())
        .collect();
    types.sort();
    types
}

/// The lines of a recipe without comments, each as its words; what stands in quotes is one word.
fn lines(text: &str) -> Vec<Vec<String>> {
    text.lines().map(words).filter(|words| !words.is_empty()).collect()
}

fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
    let mut chars = line.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '#' if !quoted && !begun => break,
            '\\' if quoted && chars.peek() == Some(&'"') => word.extend(chars.next()),
            '"' => (quoted, begun) = (!quoted, true),
            c if c.is_whitespace() && !quoted => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            c => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

#[test]
fn nginx_follows_the_table() {
    let text = file("deploy/nginx.conf");
    let all = lines(&text);
    let text_of = |s: &str| s.trim_end_matches(';').to_owned();
    let said: Vec<(String, String)> = all
        .iter()
        .filter(|l| l[0] == "add_header")
        .inspect(|l| assert_eq!(l.last().unwrap(), "always;", "{l:?}"))
        .map(|l| (l[1].clone(), l[2].clone()))
        .collect();
    let mut expected: Vec<(String, String)> = headers().into_iter().collect();
    expected.push(("Cache-Control".into(), "$quyche_cache".into()));
    let sorted = |mut v: Vec<(String, String)>| {
        v.sort();
        v
    };
    assert_eq!(sorted(said), sorted(expected));
    let charset: Vec<String> =
        rest(&all, "charset_types").iter().map(|s| text_of(s)).chain(["text/html".into()]).collect();
    let start = all.iter().position(|l| l == &["types", "{"]).unwrap();
    let kinds = all[start + 1..].iter().take_while(|l| l[0] != "}");
    let kinds: Table = kinds
        .flat_map(|l| {
            let full = if charset.contains(&l[0]) { format!("{}; charset=utf-8", l[0]) } else { l[0].clone() };
            l[1..].iter().map(move |e| (text_of(e), full.clone())).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(kinds, types());
    let mut packed: Vec<String> =
        rest(&all, "gzip_types").iter().map(|s| text_of(s)).chain(["text/html".into()]).collect();
    packed.sort();
    assert_eq!(packed, compressed());
    let map: Vec<&Vec<String>> = all.iter().skip_while(|l| l[0] != "map").skip(1).take_while(|l| l[0] != "}").collect();
    assert_eq!(*map[0], ["default", &format!("{};", rules()["short"].as_str().unwrap())]);
    let long = format!("~{}", rules()["long_names"].as_str().unwrap());
    assert_eq!(*map[1], [long, format!("{};", rules()["long"].as_str().unwrap())]);
    for line in ["autoindex off;", "server_tokens off;", "error_page 404 /404.html;", "location ~ /\\. {"] {
        assert!(text.lines().any(|l| l.trim() == line), "{line}");
    }
}

/// The words behind a directive that stands once.
fn rest(all: &[Vec<String>], directive: &str) -> Vec<String> {
    let found: Vec<_> = all.iter().filter(|l| l[0] == directive).collect();
    assert_eq!(found.len(), 1, "{directive}");
    found[0][1..].to_vec()
}

#[test]
fn apache_follows_the_table() {
    let text = file("deploy/apache.conf");
    let all = lines(&text);
    let set: Vec<&Vec<String>> = all.iter().filter(|l| l[0] == "Header").collect();
    assert!(set.iter().all(|l| l[1] == "always" && l[2] == "set"), "{set:?}");
    let cache: Vec<_> = set.iter().filter(|l| l[3] == "Cache-Control").collect();
    let said: Table = set.iter().filter(|l| l[3] != "Cache-Control").map(|l| (l[3].clone(), l[4].clone())).collect();
    assert_eq!(said, headers());
    let [short, long] = cache.as_slice() else { panic!("{cache:?}") };
    assert_eq!((short.len(), short[4].as_str()), (5, rules()["short"].as_str().unwrap()));
    assert_eq!(long[4], rules()["long"].as_str().unwrap());
    assert!(long[5].ends_with(&format!("m#{}#", rules()["long_names"].as_str().unwrap())), "{}", long[5]);
    let kinds = all.iter().filter(|l| l[0] == "AddType");
    let kinds: Table =
        kinds.flat_map(|l| l[2..].iter().map(|e| (e.trim_start_matches('.').to_owned(), l[1].clone()))).collect();
    assert_eq!(kinds, types());
    let mut packed = rest(&all, "AddOutputFilterByType")[1..].to_vec();
    packed.sort();
    assert_eq!(packed, compressed());
    for line in
        ["ServerTokens Prod", "ServerSignature Off", "ErrorDocument 404 /404.html", "RedirectMatch 404 \"/\\.\""]
    {
        assert!(text.lines().any(|l| l.trim() == line), "{line}");
    }
    // Every directive of a module that Debian does not load from the start has its module named for `a2enmod`.
    let enabled = text.lines().find(|l| l.contains("a2enmod")).unwrap();
    for (directive, module) in [
        ("Header", "headers"),
        ("AddOutputFilterByType", "filter"),
        ("DEFLATE", "deflate"),
        ("RewriteEngine", "rewrite"),
        ("AllowMethods", "allowmethods"),
    ] {
        assert!(text.contains(directive) && enabled.contains(module), "{directive} needs {module}");
    }
}

/// An element: its name with those it stands in, and its attributes.
type Element = (String, Table);

/// The elements of an XML document; it stops at the first thing that is not well formed.
fn elements(xml: &str) -> Vec<Element> {
    let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>").unwrap();
    let (mut open, mut found): (Vec<String>, Vec<Element>) = (Vec::new(), Vec::new());
    while let Some(at) = rest.find('<') {
        assert_eq!(rest[..at].trim(), "", "text in web.config");
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            let (inside, behind) = comment.split_once("-->").unwrap();
            assert!(!inside.contains("--"), "two dashes in a comment: {inside}");
            rest = behind;
            continue;
        }
        let (tag, behind) = rest.split_once('>').unwrap();
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed out of order");
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |t| (t, true));
        let (name, mut attributes) = tag.trim_end().split_once(' ').unwrap_or((tag.trim_end(), ""));
        let mut table = Table::new();
        while !attributes.trim().is_empty() {
            let (key, value) = attributes.trim_start().split_once("=\"").unwrap();
            let (value, behind) = value.split_once('"').unwrap();
            assert!(key.bytes().all(|b| b.is_ascii_alphanumeric()) && !value.contains(['<', '&']), "{key}={value}");
            assert!(table.insert(key.to_owned(), value.to_owned()).is_none(), "{key} twice");
            attributes = behind;
        }
        open.push(name.to_owned());
        found.push((open.join("/"), table));
        if empty {
            open.pop();
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty());
    found
}

#[test]
fn iis_follows_the_table() {
    let all = elements(&file("deploy/web.config"));
    let of = |path: &str| {
        let path = format!("configuration/system.webServer/{path}");
        all.iter().filter(move |(p, _)| *p == path).map(|(_, a)| a.clone()).collect::<Vec<_>>()
    };
    let pairs = |all: Vec<Table>, key: &str, value: &str| -> Table {
        all.iter().map(|a| (a[key].trim_start_matches('.').to_owned(), a[value].clone())).collect()
    };
    assert_eq!(pairs(of("httpProtocol/customHeaders/add"), "name", "value"), headers());
    assert_eq!(of("httpProtocol/customHeaders/remove")[0]["name"], "X-Powered-By");
    assert_eq!(pairs(of("staticContent/mimeMap"), "fileExtension", "mimeType"), types());
    assert_eq!(of("staticContent/clear").len(), 1, "what is not listed is not served");
    // `DisableCache` is IIS's word for `Cache-Control: no-cache`; it knows no rule by the name of a file.
    assert_eq!(of("staticContent/clientCache")[0]["cacheControlMode"], "DisableCache");
    assert_eq!(rules()["short"], "no-cache");
    assert_eq!(of("directoryBrowse")[0]["enabled"], "false");
    assert_eq!(of("urlCompression")[0]["doStaticCompression"], "true");
    assert_eq!(of("security/requestFiltering")[0]["removeServerHeader"], "true");
    assert_eq!(of("security/requestFiltering/denyUrlSequences/add")[0]["sequence"], "/.");
    let verbs: Vec<String> = of("security/requestFiltering/verbs/add").iter().map(|a| a["verb"].clone()).collect();
    assert_eq!(verbs, ["GET", "HEAD"]);
    let errors = of("httpErrors/error");
    assert!(errors.iter().any(|e| e["statusCode"] == "404" && e["path"] == "404.html" && e["responseMode"] == "File"));
}

/// The pages for administrators name what there is, and the same modules as the recipe.
#[test]
fn the_manual_names_files_that_are_there() {
    for readme in ["README.md", "README.vi.md"] {
        let text = file(readme);
        let links: Vec<&str> = text.split("](manual/").skip(1).filter_map(|t| t.split(')').next()).collect();
        let pages = common::files(&common::root().join("manual"));
        assert_eq!(links.len(), pages.len(), "{readme} leads to each page of manual/");
        assert!(links.iter().all(|l| pages.contains_key(*l)), "{readme}: {links:?}");
    }
    for (page, recipe) in [("nginx", "nginx.conf"), ("apache", "apache.conf"), ("iis", "web.config")] {
        let text = file(&format!("manual/dang-trang-{page}.md"));
        assert!(text.contains(recipe) && text.contains("base_url") && file(&format!("deploy/{recipe}")).len() > 1000);
    }
    let modules = |text: String| {
        let line = text.lines().find(|l| l.contains("a2enmod ")).unwrap().to_owned();
        line.split("a2enmod ").nth(1).unwrap().split(" &&").next().unwrap().to_owned()
    };
    assert_eq!(modules(file("deploy/apache.conf")), modules(file("manual/dang-trang-apache.md")));
}
