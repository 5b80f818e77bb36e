//! `datapackage.json`: a Frictionless Data Package that describes every table.

use serde_json::{Map, Value, json};

use super::schema::Kind;
use super::shape::{View, ViewColumn};
use crate::cli::Dialect;

/// The description of `views`, as the text of the file.
pub fn describe(views: &[View], dialect: Dialect) -> String {
    let package = json!({
        "name": "overleg",
        "title": "Questions and answers from reports of written consultations",
        "description": "Written by overleg, one resource per table. Lists inside a cell are joined by `;`, paragraphs by a line feed.",
        "profile": "tabular-data-package",
        "resources": views.iter().map(|view| resource(view, views, dialect)).collect::<Vec<_>>(),
    });
    // Serialising a value that was just made cannot fail; an empty file would be noticed by the reader of the package.
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

fn resource(view: &View, views: &[View], dialect: Dialect) -> Value {
    let table = view.table;
    let mut schema = Map::new();
    schema.insert("fields".to_owned(), view.columns.iter().map(|column| field(view, column, dialect)).collect());
    schema.insert("missingValues".to_owned(), json!([""]));
    // A key of which a column is not written cannot be one.
    let key: Option<Vec<&str>> = table.primary_key.iter().map(|name| view.header(name)).collect();
    if let Some(key) = key.filter(|key| !key.is_empty()) {
        schema.insert("primaryKey".to_owned(), json!(key));
    }
    let links: Vec<Value> = table
        .foreign_keys
        .iter()
        .filter_map(|key| {
            let other = views.iter().find(|other| other.table.name == key.table)?;
            // A table is named by the empty string in its own schema.
            let resource = if key.table == table.name { "" } else { key.table };
            let (field, target) = (view.header(key.column)?, other.header(key.target)?);
            Some(json!({ "fields": [field], "reference": { "resource": resource, "fields": [target] } }))
        })
        .collect();
    if !links.is_empty() {
        schema.insert("foreignKeys".to_owned(), Value::Array(links));
    }
    json!({
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "description": view.words().description(table.description),
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": if dialect.byte_order_mark().is_empty() { "utf-8" } else { "utf-8-sig" },
        "dialect": { "delimiter": char::from(dialect.delimiter()).to_string(), "lineTerminator": dialect.line_end(), "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": schema,
    })
}

fn field(view: &View, shown: &ViewColumn, dialect: Dialect) -> Value {
    let column = shown.column;
    let values = view.values(column).unwrap_or_default();
    let mut constraints = Map::new();
    let kind = match column.kind {
        Kind::Text | Kind::List => "string",
        Kind::Id => {
            constraints.insert("required".to_owned(), json!(true));
            "string"
        }
        // With the guard against formulas `-1` is a text.
        Kind::Signed if dialect == Dialect::ExcelNl => "string",
        Kind::Integer | Kind::Signed => "integer",
        Kind::Decimal => "number",
        Kind::Date => "date",
        Kind::YesNo => "boolean",
        Kind::Enum(_) => {
            constraints.insert("enum".to_owned(), json!(values));
            "string"
        }
        Kind::ListOf(_) => {
            let one = format!("({})", values.join("|"));
            constraints.insert("pattern".to_owned(), json!(format!("{one}(;{one})*")));
            "string"
        }
    };
    if view.table.primary_key == [column.name] {
        constraints.insert("unique".to_owned(), json!(true));
    }
    let mut field = Map::new();
    field.insert("name".to_owned(), json!(shown.header));
    field.insert("type".to_owned(), json!(kind));
    if matches!(column.kind, Kind::Decimal) && dialect.decimal_sign() != '.' {
        field.insert("decimalChar".to_owned(), json!(dialect.decimal_sign().to_string()));
    }
    if matches!(column.kind, Kind::YesNo) {
        field.insert("trueValues".to_owned(), json!([values[0]]));
        field.insert("falseValues".to_owned(), json!([values[1]]));
    }
    field.insert("description".to_owned(), json!(view.words().description(column.description)));
    if !constraints.is_empty() {
        field.insert("constraints".to_owned(), Value::Object(constraints));
    }
    Value::Object(field)
}
