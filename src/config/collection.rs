//! Declared folders of entities and the fields of their data files.

use crate::config::Placed;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::lang::{Languages, Localized};
use crate::yaml::{MapReader, Node};

use super::localized::{read_localized, read_optional_localized};

/// A folder of entities, or the home page (whose data file is declared in the same way).
#[derive(Debug)]
pub struct Collection {
    /// Name of the folder.
    pub name: String,
    /// Where it is declared.
    pub place: Place,
    /// Title in the breadcrumb and over lists of mentions.
    pub title: Localized<Placed>,
    /// Last part of the list's address.
    pub slug: Localized<Placed>,
    /// Name of the template in `templates/pages/`, without extension.
    pub template: Placed,
    /// What its entities are in the words of schema.org: `Organization`, `Place`.
    pub schema: Option<Placed>,
    /// How its entities are ordered in lists.
    pub order: Order,
    /// Groups of the list, in order: id and title. Empty: one list.
    pub groups: Vec<(String, Localized<Placed>)>,
    /// Name of the map in `content/maps/`.
    pub map: Option<Placed>,
    /// Id of the section that stands in the head, beside the title block.
    pub brief: Option<String>,
    /// Over the key figures, inline Markdown.
    pub figures_title: Option<Localized<Placed>>,
    /// What its data files may hold beside the built-in keys, in order.
    pub fields: Vec<Field>,
    /// Names of the fields shown in the title block, in order.
    pub block: Vec<Placed>,
}

/// How a list is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By the number `order` of the data file, then by title.
    Number,
    /// By title.
    Title,
}

/// A declared key of a data file.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: String,
    /// What it may hold.
    pub kind: FieldKind,
    /// Whether it must be there.
    pub required: bool,
    /// What it is for, for editors.
    pub about: String,
    /// Words before the value in the title block; `None`: not shown there.
    pub label: Option<Localized<Placed>>,
    /// Name of another field whose text is the label.
    pub label_field: Option<String>,
    /// Whether its cell takes the whole width of the title block.
    pub wide: bool,
}

/// What a field may hold.
#[derive(Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Text that is the same in all languages.
    Text,
    /// Inline Markdown, one text per language.
    Localized,
    /// An exact decimal.
    Number,
    /// A date with the precision it has.
    Date,
    /// One of the closed list of statuses.
    Status,
    /// An absolute `http` or `https` address.
    Url,
    /// Id of a fact.
    Fact,
    /// Id of a source.
    Source,
    /// Id of an entity of the named collection.
    Entity(String),
    /// A list of one kind.
    List(Box<FieldKind>),
    /// A map of named fields.
    Group(Vec<(String, FieldKind)>),
}

impl FieldKind {
    /// The names of all kinds in `site.yaml`.
    pub const NAMES: [&'static str; 11] = [
        "text",
        "localized",
        "number",
        "date",
        "status",
        "url",
        "fact",
        "source",
        "entity",
        "list",
        "group",
    ];
}

/// Keys that every data file may hold without declaration.
pub(super) const BUILT_IN_KEYS: [&str; 5] = ["facts", "relations", "group", "order", "region"];

/// Reads the declaration of a collection, or of the home page when `name` is empty.
pub(super) fn read_collection(
    name: &str,
    place: Place,
    node: &Node,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<Collection> {
    let what = if name.is_empty() {
        "`home`"
    } else {
        "this collection"
    };
    let mut map = MapReader::new(node, what, diagnostics)?;
    let in_all = |text: String| Localized::new(vec![Placed { text, place }; languages.len()]);
    let title = map.get("title").cloned();
    let slug = map.get("slug").cloned();
    let figures_title = map.get("figures_title").cloned();
    let groups = map.get("groups").cloned();
    let template = read_placed_text(&mut map, "template");
    let map_name = read_placed_text(&mut map, "map");
    let schema = read_schema(&mut map);
    let order = read_order(&mut map);
    let brief = map.text("brief").map(str::to_owned);
    let fields = map.get("fields").cloned();
    let block = map.texts("block").into_iter().map(Placed::from).collect();
    map.finish();
    let mut localized = |node: Option<Node>, what: &str| {
        node.and_then(|node| read_localized(&node, what, languages, diagnostics))
    };
    let (title, slug) = (localized(title, "`title`"), localized(slug, "`slug`"));
    let figures_title = figures_title.filter(|node| !node.is_null());
    let figures_title = localized(figures_title, "`figures_title`");
    let groups = groups.map(|node| read_groups(&node, languages, diagnostics));
    let fields = fields.map(|node| read_fields(&node, languages, diagnostics));
    let collection = Collection {
        name: name.to_owned(),
        place,
        title: title.unwrap_or_else(|| in_all(name.to_owned())),
        slug: slug.unwrap_or_else(|| in_all(crate::slug::slug(name))),
        template: template.unwrap_or(Placed {
            text: if name.is_empty() { "home" } else { "entity" }.into(),
            place,
        }),
        schema,
        order,
        groups: groups.unwrap_or_default(),
        map: map_name,
        brief,
        figures_title,
        fields: fields.unwrap_or_default(),
        block,
    };
    check_block(&collection, diagnostics);
    Some(collection)
}

fn read_placed_text(map: &mut MapReader<'_, '_>, key: &'static str) -> Option<Placed> {
    let place = map.get(key).map(|node| node.place)?;
    map.text(key).map(|text| Placed {
        text: text.to_owned(),
        place,
    })
}

fn read_schema(map: &mut MapReader<'_, '_>) -> Option<Placed> {
    let schema = read_placed_text(map, "schema")?;
    let is_type = schema.text.starts_with(|c: char| c.is_ascii_uppercase())
        && schema.text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_type {
        let message = format!("`{}` is not a type of schema.org", schema.text);
        let error = Diagnostic::error("unknown-value", message).at(schema.place);
        let help = "write its name as schema.org does, such as `Organization` or `Place`";
        map.diagnostics().push(error.help(help));
    }
    Some(schema)
}

fn read_order(map: &mut MapReader<'_, '_>) -> Order {
    let place = map.get("order").map(|node| node.place);
    match map.text("order") {
        None | Some("title") => Order::Title,
        Some("number") => Order::Number,
        Some(other) => {
            let error = Diagnostic::error("unknown-value", format!("`{other}` is not an order"))
                .help("write `number` (by the key `order` of each data file) or `title`");
            map.diagnostics().push(match place {
                Some(place) => error.at(place),
                None => error,
            });
            Order::Title
        }
    }
}

fn read_groups(
    node: &Node,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Localized<Placed>)> {
    let Some(entries) = node.map() else {
        diagnostics.push(crate::yaml::expected(
            node,
            "`groups`",
            "a map from id to title",
        ));
        return Vec::new();
    };
    entries
        .iter()
        .filter_map(|entry| {
            let title =
                read_localized(&entry.value, "the title of a group", languages, diagnostics)?;
            Some((entry.key.clone(), title))
        })
        .collect()
}

fn read_fields(node: &Node, languages: &Languages, diagnostics: &mut Diagnostics) -> Vec<Field> {
    let Some(entries) = node.map() else {
        diagnostics.push(crate::yaml::expected(
            node,
            "`fields`",
            "a map from name to kind",
        ));
        return Vec::new();
    };
    let mut fields = Vec::new();
    for entry in entries {
        if BUILT_IN_KEYS.contains(&entry.key.as_str()) {
            let error = Diagnostic::error(
                "reserved-key",
                format!("`{}` is a built-in key of data files", entry.key),
            )
            .at(entry.key_place)
            .help("give the field another name");
            diagnostics.push(error);
            continue;
        }
        fields.extend(read_field(&entry.key, &entry.value, languages, diagnostics));
    }
    fields
}

fn read_field(
    name: &str,
    node: &Node,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<Field> {
    let kind = read_kind(
        node,
        &["required", "about", "label", "label_field", "wide"],
        diagnostics,
    )?;
    let mut map = MapReader::new(node, "this field", diagnostics)?;
    let required = map.flag("required");
    let wide = map.flag("wide");
    let about = map.text("about").unwrap_or_default().to_owned();
    let label_field = map.text("label_field").map(str::to_owned);
    let label = map.get("label").cloned();
    let label = read_optional_localized(label.as_ref(), "`label`", languages, diagnostics);
    Some(Field {
        name: name.to_owned(),
        kind,
        required,
        about,
        label,
        label_field,
        wide,
    })
}

/// Reads `kind` and what belongs to it; `also` are the keys that may stand beside it.
fn read_kind(
    node: &Node,
    also: &[&'static str],
    diagnostics: &mut Diagnostics,
) -> Option<FieldKind> {
    let mut map = MapReader::new(node, "this field", diagnostics)?;
    let place = map.get("kind").map(|node| node.place);
    let name = map.required_text("kind")?.to_owned();
    for key in also {
        map.get(key);
    }
    let collection = map.text("collection").map(str::to_owned);
    let of = map.get("of").cloned();
    let fields = map.get("fields").cloned();
    map.finish();
    let kind = match name.as_str() {
        "text" => FieldKind::Text,
        "localized" => FieldKind::Localized,
        "number" => FieldKind::Number,
        "date" => FieldKind::Date,
        "status" => FieldKind::Status,
        "url" => FieldKind::Url,
        "fact" => FieldKind::Fact,
        "source" => FieldKind::Source,
        "entity" => FieldKind::Entity(collection.unwrap_or_default()),
        "list" => FieldKind::List(Box::new(read_kind(&of?, &[], diagnostics)?)),
        "group" => FieldKind::Group(read_group(&fields?, diagnostics)),
        other => {
            let error =
                Diagnostic::error("unknown-value", format!("`{other}` is not a kind of field"))
                    .help(did_you_mean(other, FieldKind::NAMES, "the kinds are"));
            diagnostics.push(error.at(place?));
            return None;
        }
    };
    Some(kind)
}

fn read_group(node: &Node, diagnostics: &mut Diagnostics) -> Vec<(String, FieldKind)> {
    let entries = node.map().unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| {
            Some((
                entry.key.clone(),
                read_kind(&entry.value, &["about"], diagnostics)?,
            ))
        })
        .collect()
}

fn check_block(collection: &Collection, diagnostics: &mut Diagnostics) {
    let names = || collection.fields.iter().map(|field| field.name.as_str());
    for cell in &collection.block {
        if !names().any(|name| name == cell.text) {
            let error = Diagnostic::error(
                "unknown-field",
                format!("`{}` is not a declared field", cell.text),
            )
            .at(cell.place)
            .help(did_you_mean(
                &cell.text,
                names().collect::<Vec<_>>(),
                "the fields are",
            ));
            diagnostics.push(error);
        }
    }
    for field in &collection.fields {
        if let Some(label) = field
            .label_field
            .as_deref()
            .filter(|label| !names().any(|name| name == *label))
        {
            let error = Diagnostic::error(
                "unknown-field",
                format!("`{label}` is not a declared field"),
            )
            .at(collection.place)
            .help(format!(
                "`label_field` of `{}` names the field that holds its label",
                field.name
            ));
            diagnostics.push(error);
        }
    }
}
