//! What stands in a file, for outlines.

use std::ops::Range;

use serde_json::{Value, json};

use super::desk::Desk;
use crate::annotation::Slice;

/// The actors and the claims of the file, by source.
pub(super) fn symbols(desk: &Desk<'_, '_>) -> Value {
    let symbol = |name: String, detail: &str, kind: u8, span: Range<usize>, inner: Vec<Value>| {
        let range = desk.lines.range(desk.text, span);
        // An editor refuses all for one without a name.
        let name = if name.trim().is_empty() { "…".to_owned() } else { name };
        json!({"name": name, "detail": detail, "kind": kind, "range": range,
            "selectionRange": range, "children": inner})
    };
    let string = |slice: &Slice<'_>| slice.string().unwrap_or_default();
    let fields = Slice::file(desk.text).fields().unwrap_or_default();
    let mut all = Vec::new();
    for field in fields.iter().filter(|f| matches!(f.name, "actors" | "claims")) {
        for (key, value) in field.value.entries().unwrap_or_default() {
            let span = key.start..value.span().end;
            if field.name == "actors" {
                let fields = value.fields().unwrap_or_default();
                let name = fields.iter().find(|f| f.name == "name").map(|f| string(&f.value));
                all.push(symbol(string(&key), &name.unwrap_or_default(), 5, span, Vec::new()));
                continue;
            }
            let mut claims = Vec::new();
            collect(&value, &mut |item| {
                let fields = item.fields().unwrap_or_default();
                let text = |name: &str| {
                    let field = fields.iter().find(|f| f.name == name);
                    let texts = field.map(|f| f.value.elements()).unwrap_or_default();
                    texts.iter().filter_map(Slice::string).collect::<Vec<_>>().join(", ")
                };
                let name = format!("{} {} {}", text("from"), text("relation"), text("to"));
                claims.push(symbol(name, &text("quote"), 12, item.span(), Vec::new()));
            });
            all.push(symbol(string(&key), "", 3, span, claims));
        }
    }
    Value::Array(all)
}

/// The claims of a list, those in blocks too, but not the blocks.
fn collect(list: &Slice<'_>, found: &mut dyn FnMut(&Slice<'_>)) {
    for item in list.items().unwrap_or_default() {
        let fields = item.fields().unwrap_or_default();
        match fields.iter().find(|f| f.name == "claims") {
            Some(inner) => collect(&inner.value, found),
            None => found(&item),
        }
    }
}
