// Reads each N.arrow of a folder with Arrow's own JavaScript library, writes what it found there to N.txt in the tests' plain form, and the same batches,
// written by that library, to N.out.arrow. Batches of its own making go to made.arrow and made.txt.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as arrow from 'apache-arrow';

const folder = process.argv[2];

for (const file of readdirSync(folder).filter(f => /^\d+\.arrow$/.test(f))) {
  try {
    exchange(file);
  } catch (error) {
    throw new Error(`${file}: ${error.message}`, { cause: error });
  }
}

make();

function exchange(file) {
  const reader = arrow.RecordBatchReader.from(readFileSync(join(folder, file)));
  reader.open();
  const batches = [...reader];
  writeFileSync(join(folder, file.replace('.arrow', '.txt')), batches.map(render).join('\n'));
  write(file.replace('.arrow', '.out.arrow'), reader.schema, batches);
}

function write(file, schema, batches) {
  const writer = new arrow.RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  batches.forEach(b => writer.write(b));
  writer.finish();
  writeFileSync(join(folder, file), writer.toUint8Array(true));
}

function make() {
  const texts = ['Zoë', null, '', '😀 Zürich', '東京'];
  const vectors = {
    utf8: arrow.vectorFromArray(texts, new arrow.Utf8()),
    large: arrow.vectorFromArray(texts, new arrow.LargeUtf8()),
    bool: arrow.vectorFromArray([true, null, false, true, null], new arrow.Bool()),
    int32: arrow.vectorFromArray([1, -2, null, 4, 2147483647], new arrow.Int32()),
    int64: arrow.vectorFromArray([1n, -2n, null, 4n, 5n], new arrow.Int64()),
    float: arrow.vectorFromArray([0.5, -0, null, NaN, 1e300], new arrow.Float64()),
    binary: arrow.vectorFromArray([new Uint8Array([1, 2]), null, new Uint8Array(), new Uint8Array([255]), null], new arrow.Binary()),
    list: arrow.vectorFromArray([['a', null], [], null, ['b', 'c', 'd'], ['e']], new arrow.List(new arrow.Field('element', new arrow.Utf8(), true))),
    struct: arrow.vectorFromArray(
      [{ a: 1, b: 'x' }, { a: null, b: 'y' }, null, { a: 3, b: null }, { a: 4, b: '' }],
      new arrow.Struct([new arrow.Field('a', new arrow.Int32(), true), new arrow.Field('b', new arrow.Utf8(), true)])),
    time: arrow.vectorFromArray([0, 86399999, null, 1, 2], new arrow.TimeMillisecond()),
    nothing: arrow.vectorFromArray([null, null, null, null, null], new arrow.Null()),
  };
  const table = new arrow.Table(vectors);
  write('made.arrow', table.schema, table.batches);
  writeFileSync(join(folder, 'made.txt'), table.batches.map(render).join('\n'));
}

function render(batch) {
  const columns = batch.schema.fields.map((_, i) => renderRange(batch.data.children[i], 0, batch.numRows) + '\n');
  return `${batch.numRows} rows\n${columns.join('')}`;
}

function renderRange(data, start, end) {
  const vector = new arrow.Vector([data]);
  const rows = [];
  for (let row = start; row < end; row++) {
    rows.push(renderRow(vector, data, row));
  }
  return `[${rows.join(',')}]`;
}

function renderRow(vector, data, row) {
  const type = data.type;
  if (arrow.DataType.isNull(type) || !vector.isValid(row)) {
    return 'null';
  }
  switch (type.typeId) {
    case arrow.Type.Bool:
      return String(vector.get(row));
    case arrow.Type.Utf8:
    case arrow.Type.LargeUtf8:
      return `"${vector.get(row).replace(/[^A-Za-z0-9 ]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))}"`;
    case arrow.Type.Binary:
    case arrow.Type.LargeBinary:
    case arrow.Type.FixedSizeBinary:
      return hex(vector.get(row));
    case arrow.Type.Struct:
      return `{${data.children.map(child => renderRange(child, row, row + 1).slice(1, -1)).join(',')}}`;
    case arrow.Type.FixedSizeList:
      return renderRange(data.children[0], row * type.listSize, (row + 1) * type.listSize);
    case arrow.Type.List:
    case arrow.Type.LargeList:
    case arrow.Type.Map:
      return renderRange(data.children[0], Number(data.valueOffsets[row]), Number(data.valueOffsets[row + 1]));
    default: {
      const bytes = new Uint8Array(data.values.buffer, data.values.byteOffset, data.values.byteLength);
      const width = fixedWidth(type);
      return hex(bytes.subarray(row * width, (row + 1) * width));
    }
  }
}

function fixedWidth(type) {
  switch (type.typeId) {
    case arrow.Type.Int:
    case arrow.Type.Time:
    case arrow.Type.Decimal:
      return type.bitWidth / 8;
    case arrow.Type.Float:
      return 2 << type.precision;
    case arrow.Type.Date:
      return type.unit === arrow.DateUnit.DAY ? 4 : 8;
    case arrow.Type.Timestamp:
    case arrow.Type.Duration:
      return 8;
    case arrow.Type.Interval:
      return [4, 8, 16][type.unit];
    default:
      throw new Error(`no width for ${type}`);
  }
}

function hex(bytes) {
  return Buffer.from(bytes).toString('hex');
}
