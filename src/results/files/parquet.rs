//! Tables as Apache Parquet, without the arrow crates. Units stand in the key-value metadata of the file: the key
//! `unit.COLUMN` holds the unit of a column, `lodestone.table` the whole definition as JSON.

use super::positions;
use crate::results::{Cell, Column, Definition, Kind, Table};
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::schema::types::Type;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Writes a table.
pub(super) fn write(file: &Path, table: &Table) -> io::Result<()> {
    let file = File::create(file)?;
    write_to(file, table).map_err(io::Error::other)
}

fn write_to(file: File, table: &Table) -> Result<(), ParquetError> {
    let definition = table.definition;
    let fields = definition.columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    let schema = Type::group_type_builder(definition.name).with_fields(fields).build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_key_value_metadata(Some(metadata(definition)))
        .build();
    let mut writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    let mut position = 0;
    while let Some(mut column) = group.next_column()? {
        write_column(column.untyped(), table, position)?;
        column.close()?;
        position += 1;
    }
    group.close()?;
    writer.close()?;
    Ok(())
}

fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
    let builder = match column.kind {
        Kind::Text => Type::primitive_type_builder(column.name, Physical::BYTE_ARRAY)
            .with_converted_type(ConvertedType::UTF8)
            .with_logical_type(Some(LogicalType::String)),
        Kind::Number => Type::primitive_type_builder(column.name, Physical::DOUBLE),
        Kind::Integer => Type::primitive_type_builder(column.name, Physical::INT64),
    };
    builder.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
}

fn metadata(definition: &Definition) -> Vec<KeyValue> {
    let units = definition.columns.iter().filter(|column| !column.unit.is_empty());
    let mut pairs: Vec<KeyValue> = units
        .map(|column| KeyValue::new(format!("unit.{}", column.name), column.unit.to_string()))
        .collect();
    pairs.push(KeyValue::new(
        "lodestone.table".to_string(),
        serde_json::to_string(definition).ok(),
    ));
    pairs
}

fn write_column(writer: &mut ColumnWriter<'_>, table: &Table, position: usize) -> Result<(), ParquetError> {
    let cells = || table.rows.iter().filter_map(|row| row.get(position));
    let present: Vec<i16> = cells().map(|cell| i16::from(*cell != Cell::Null)).collect();
    match writer {
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let text = |cell: &Cell| {
                if let Cell::Text(text) = cell {
                    Some(ByteArray::from(text.as_str()))
                } else {
                    None
                }
            };
            let values: Vec<ByteArray> = cells().filter_map(text).collect();
            writer.write_batch(&values, Some(&present), None)?;
        }
        ColumnWriter::DoubleColumnWriter(writer) => {
            let number = |cell: &Cell| {
                if let Cell::Number(number) = cell {
                    Some(*number)
                } else {
                    None
                }
            };
            let values: Vec<f64> = cells().filter_map(number).collect();
            writer.write_batch(&values, Some(&present), None)?;
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let number = |cell: &Cell| {
                if let Cell::Integer(number) = cell {
                    Some(*number)
                } else {
                    None
                }
            };
            let values: Vec<i64> = cells().filter_map(number).collect();
            writer.write_batch(&values, Some(&present), None)?;
        }
        _ => return Err(ParquetError::General("a column of another type".into())),
    }
    Ok(())
}

/// Reads a table.
pub(super) fn read(file: &Path, definition: &Definition) -> io::Result<Vec<Vec<Cell>>> {
    let file = File::open(file)?;
    let reader = SerializedFileReader::new(file).map_err(io::Error::other)?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let found: Vec<&str> = schema.columns().iter().map(|column| column.name()).collect();
    let positions = positions(definition, &found)?;
    let mut rows = Vec::new();
    for row in reader.get_row_iter(None).map_err(io::Error::other)? {
        let row = row.map_err(io::Error::other)?;
        let fields: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
        rows.push(
            positions
                .iter()
                .map(|&k| fields.get(k).map_or(Cell::Null, |field| cell(field)))
                .collect(),
        );
    }
    Ok(rows)
}

fn cell(field: &Field) -> Cell {
    match field {
        Field::Str(text) => Cell::Text(text.clone()),
        Field::Double(number) => Cell::Number(*number),
        Field::Long(number) => Cell::Integer(*number),
        Field::Null => Cell::Null,
        other => Cell::Text(other.to_string()),
    }
}
