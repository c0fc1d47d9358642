//! From names in the tables to names in Rust.

/// `domain_get_xml_desc` → `DomainGetXmlDesc`
pub fn camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
        })
        .collect()
}

/// `nrVirtCpu` → `nr_virt_cpu`, with Rust's keywords out of the way.
pub fn snake(name: &str) -> String {
    let mut out = String::new();
    let mut last_lower = false;
    for c in name.chars() {
        if c.is_uppercase() && last_lower {
            out.push('_');
        }
        last_lower = c.is_lowercase() || c.is_ascii_digit();
        out.extend(c.to_lowercase());
    }
    match out.as_str() {
        "type" => "kind".to_owned(),
        "in" | "ref" | "match" => format!("{out}_"),
        _ => out,
    }
}
