//! What the form of a document asks for beyond what the declarations of its fields say: an
//! attribute that another one calls for, two that exclude each other, the pattern of a value.

use crate::parse::path_of;
use crate::{Misfit, Node, Result, read};

/// One rule about elements at a path.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The elements, from the root: `domain/devices/disk`; `*` is any name.
    pub path: &'static str,
    /// Which of them.
    pub when: When,
    /// What each has to fulfil.
    pub must: Must,
}

/// Which elements a rule is about.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// All.
    Always,
    /// Those with one of these values in an attribute.
    Is(&'static str, &'static [&'static str]),
    /// Those with another value than these, or none, in an attribute.
    IsNot(&'static str, &'static [&'static str]),
    /// Those with a child of that name and text.
    Says(&'static str, &'static str),
    /// Those with this text.
    Reads(&'static str),
}

/// What an element has to fulfil.
#[derive(Debug, Clone, Copy)]
pub enum Must {
    /// It has the attribute.
    Have(&'static str),
    /// It lacks the attribute.
    Lack(&'static str),
    /// It has a child of that name.
    Hold(&'static str),
    /// It has exactly one child of that name.
    HoldOne(&'static str),
    /// It has no child of that name.
    NotHold(&'static str),
    /// It has no two children with the same one of these names.
    NotRepeat(&'static [&'static str]),
    /// It has at most one of these children.
    NotHoldBoth(&'static str, &'static str),
    /// The attribute, if it is there, has a value of that form.
    Fit(&'static str, fn(&str) -> bool),
    /// Its text has that form.
    Read(fn(&str) -> bool),
}

impl When {
    fn holds(self, node: Node<'_>) -> bool {
        let is = |name: &str, values: &[&str]| {
            node.attribute(name).is_some_and(|value| values.contains(&value))
        };
        match self {
            Self::Always => true,
            Self::Is(name, values) => is(name, values),
            Self::IsNot(name, values) => !is(name, values),
            Self::Reads(text) => node.text() == Some(text),
            Self::Says(name, text) => {
                node.children().any(|child| child.has_tag_name(name) && child.text() == Some(text))
            }
        }
    }
}

impl Must {
    /// What is wrong with an element.
    fn misfit(self, node: Node<'_>) -> Option<String> {
        let element = node.tag_name().name();
        let holds = |name: &str| node.children().any(|child| child.has_tag_name(name));
        let says = |wrong: bool, text: String| wrong.then_some(text);
        match self {
            Self::Have(name) => {
                says(!node.has_attribute(name), format!("Element {element} lacks attribute {name}"))
            }
            Self::Lack(name) => says(
                node.has_attribute(name),
                format!("Invalid attribute {name} for element {element}"),
            ),
            Self::Hold(name) => {
                says(!holds(name), format!("Element {element} lacks element {name}"))
            }
            Self::HoldOne(name) => {
                let count = node.children().filter(|child| child.has_tag_name(name)).count();
                says(count != 1, format!("Element {element} has {count} elements {name}, not one"))
            }
            Self::NotHold(name) => {
                says(holds(name), format!("Element {element} has extra content: {name}"))
            }
            Self::NotRepeat(names) => {
                let count = |name: &str| node.children().filter(|c| c.has_tag_name(name)).count();
                let name = names.iter().find(|name| count(name) > 1)?;
                Some(format!("Element {element} has extra content: {name}"))
            }
            Self::NotHoldBoth(one, other) => says(
                holds(one) && holds(other),
                format!("Element {element} cannot have both {one} and {other}"),
            ),
            Self::Fit(name, fits) => {
                let value = node.attribute(name).filter(|value| !fits(value))?;
                Some(format!("Invalid value '{value}' of attribute {name} of element {element}"))
            }
            Self::Read(fits) => {
                let text = node.text().unwrap_or_default();
                says(!fits(text.trim()), format!("Invalid text '{text}' of element {element}"))
            }
        }
    }
}

/// What in the document breaks a rule, in the order of the document.
///
/// # Errors
/// It is malformed.
pub fn misfits(text: &str, rules: &[Rule]) -> Result<Vec<Misfit>> {
    let document = read(text)?;
    let mut found = Vec::new();
    for node in document.root_element().descendants().filter(|node| node.is_element()) {
        let path = path_of(node);
        for rule in rules.iter().filter(|rule| leads_to(rule.path, &path) && rule.when.holds(node))
        {
            if let Some(text) = rule.must.misfit(node) {
                let position = document.text_pos_at(node.range().start);
                let path = path.clone();
                found.push(Misfit { path, line: position.row, column: position.col, text });
            }
        }
    }
    Ok(found)
}

/// Whether a rule's path is that of an element.
fn leads_to(rule: &str, path: &str) -> bool {
    let (mut rule, mut path) = (rule.split('/'), path.split('/'));
    loop {
        match (rule.next(), path.next()) {
            (None, None) => return true,
            (Some(wanted), Some(name)) if wanted == "*" || wanted == name => {}
            (_, _) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &[Rule] = &[
        Rule { path: "a/b", when: When::Is("type", &["x"]), must: Must::Have("name") },
        Rule { path: "a/b", when: When::IsNot("type", &["x"]), must: Must::Lack("name") },
        Rule { path: "a", when: When::Always, must: Must::NotHoldBoth("c", "d") },
        Rule { path: "a/c", when: When::Always, must: Must::Fit("n", |n| n.len() < 3) },
        Rule { path: "a", when: When::Always, must: Must::Hold("b") },
        Rule { path: "a/*/e", when: When::Says("f", "g"), must: Must::Lack("n") },
    ];

    fn told(text: &str) -> Vec<String> {
        misfits(text, RULES).expect("read").into_iter().map(|one| one.to_string()).collect()
    }

    #[test]
    fn rules_hold_for_the_elements_they_mean() {
        assert!(told("<a><b type='x' name='y'/><b/><c n='12'/></a>").is_empty());
        assert_eq!(
            told("<a>\n<b type='x'/>\n <b name='q'/></a>"),
            [
                "Element b lacks attribute name (line 2, column 1, a/b)",
                "Invalid attribute name for element b (line 3, column 2, a/b)",
            ]
        );
        let said = told("<a><b/><z><e n='1'><f>g</f></e><e n='1'><f>h</f></e></z></a>");
        assert_eq!(said, ["Invalid attribute n for element e (line 1, column 11, a/z/e)"]);
        assert_eq!(
            told("<a><c n='123'/><d/></a>"),
            [
                "Element a cannot have both c and d (line 1, column 1, a)",
                "Element a lacks element b (line 1, column 1, a)",
                "Invalid value '123' of attribute n of element c (line 1, column 4, a/c)",
            ]
        );
    }
}
