using SparkNer.Arrow;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <content>Data frames of this program's values.</content>
public sealed partial class SparkSession
{
    private const int RowsPerBatch = 4096;

    /// <summary>A data frame of these rows. Small ones become a part of the plan; for large data write a file and read it.</summary>
    /// <param name="data">The rows; values as <see cref="Row"/> documents.</param>
    /// <param name="schema">The columns.</param>
    /// <exception cref="ArgumentException">A value does not fit; the message names row and column.</exception>
    /// <exception cref="NotSupportedException">A type that rows of a program cannot have.</exception>
    public DataFrame CreateDataFrame(IEnumerable<GenericRow> data, StructType schema)
    {
        // Through a file of the JVM's own machine, which is ours: it reads all of it before it answers.
        string folder = Directory.CreateTempSubdirectory("sparkner-").FullName;
        try
        {
            string path = Path.Combine(folder, "rows.arrow");
            using (FileStream file = File.Create(path))
            {
                Write(file, data, schema);
            }

            const string ClassName = "org.apache.spark.sql.api.python.PythonSQLUtils";
            using JavaObject batches = Gateway.CallStaticObject(ClassName, "readArrowStreamFromFile", path);
            return DataFrame(Gateway.CallStaticObject(ClassName, "toDataFrame", batches, schema.Json, Reference));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A data frame of these rows, all of one schema.</summary>
    /// <exception cref="ArgumentException">There are no rows to tell the schema.</exception>
    public DataFrame CreateDataFrame(IEnumerable<Row> data)
    {
        Row[] rows = [.. data];
        return rows is [var first, ..]
            ? CreateDataFrame(rows.Select(r => new GenericRow([.. r.Values])), first.Schema)
            : throw new ArgumentException("There are no rows to tell the schema. Give GenericRows and a schema.", nameof(data));
    }

    /// <summary>A data frame of one text column, <c>_1</c>.</summary>
    public DataFrame CreateDataFrame(IEnumerable<string?> data) => OneColumn(data.Select(v => new GenericRow(v)), new StringType(), true);

    /// <summary>A data frame of one int column, <c>_1</c>.</summary>
    public DataFrame CreateDataFrame(IEnumerable<int> data) => OneColumn(data.Select(v => new GenericRow(v)), new IntegerType(), false);

    /// <summary>A data frame of one bigint column, <c>_1</c>.</summary>
    public DataFrame CreateDataFrame(IEnumerable<long> data) => OneColumn(data.Select(v => new GenericRow(v)), new LongType(), false);

    /// <summary>A data frame of one double column, <c>_1</c>.</summary>
    public DataFrame CreateDataFrame(IEnumerable<double> data) => OneColumn(data.Select(v => new GenericRow(v)), new DoubleType(), false);

    /// <summary>A data frame of one boolean column, <c>_1</c>.</summary>
    public DataFrame CreateDataFrame(IEnumerable<bool> data) => OneColumn(data.Select(v => new GenericRow(v)), new BooleanType(), false);

    private static void Write(Stream stream, IEnumerable<GenericRow> data, StructType schema)
    {
        RowWriter[] columns = [.. schema.Select(RowWriter.For)];
        try
        {
            var writer = new ArrowStreamWriter(stream, new ArrowSchema(new FieldList([.. columns.Select((c, i) => new ArrowField(schema[i].Name, c.Builder.Type, schema[i].IsNullable))])));
            writer.WriteSchema();
            long number = 0;
            int rows = 0;
            foreach (GenericRow row in data)
            {
                Append(columns, row, schema, number++);
                if (++rows == RowsPerBatch)
                {
                    Flush(writer, columns, rows);
                    rows = 0;
                }
            }

            if (rows > 0)
            {
                Flush(writer, columns, rows);
            }

            writer.WriteEnd();
        }
        finally
        {
            foreach (RowWriter column in columns)
            {
                column.Builder.Dispose();
            }
        }
    }

    private static void Append(RowWriter[] columns, GenericRow row, StructType schema, long number)
    {
        if (row.Values.Length != columns.Length)
        {
            throw new ArgumentException($"Row {number} has {row.Values.Length} values where the schema has {columns.Length}.", nameof(row));
        }

        for (int i = 0; i < columns.Length; i++)
        {
            columns[i].Append(row.Values[i], $"Row {number}, column '{schema[i].Name}'");
        }
    }

    private static void Flush(ArrowStreamWriter writer, RowWriter[] columns, int rows)
    {
        ArrowArray[] arrays = [.. columns.Select(c => c.Builder.Finish())];
        using var batch = new RecordBatch(rows, arrays);
        writer.WriteBatch(batch);
    }

    private DataFrame OneColumn(IEnumerable<GenericRow> rows, DataType type, bool isNullable) =>
        CreateDataFrame(rows, new StructType(new StructField("_1", type, isNullable)));
}
