using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SparkNer.Files.DuckDb;

/// <summary>A statement whose rows stream: a chunk is made when it is fetched.</summary>
internal sealed class DuckQuery : IDisposable
{
    private readonly ConnectionHandle _connection;
    private nint _statement;
    private DuckResult _result;
    private bool _open;

    /// <summary>Starts a statement.</summary>
    /// <exception cref="DuckDbException">DuckDB refuses it.</exception>
    public DuckQuery(string sql)
    {
        _connection = DuckDatabase.Connect();
        try
        {
            if (Native.Prepare(_connection, sql, out _statement) != 0)
            {
                throw new DuckDbException(Marshal.PtrToStringUTF8(Native.PrepareError(_statement)) ?? "The statement was refused.");
            }

            int state = Native.ExecuteStreaming(_statement, out _result);
            _open = true;
            if (state != 0)
            {
                throw Error();
            }

            int count = (int)Native.ColumnCount(ref _result);
            var names = new string[count];
            var types = new DuckType[count];
            for (int i = 0; i < count; i++)
            {
                names[i] = Marshal.PtrToStringUTF8(Native.ColumnName(ref _result, (ulong)i)) ?? "";
                types[i] = DuckType.Take(Native.ColumnLogicalType(ref _result, (ulong)i));
            }

            Names = names;
            Types = types;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<DuckType> Types { get; }

    /// <summary>Runs a statement to its end, its rows dropped.</summary>
    /// <exception cref="DuckDbException">It fails.</exception>
    public static void Execute(ConnectionHandle connection, string sql)
    {
        int state = Native.Query(connection, sql, out DuckResult result);
        try
        {
            if (state != 0)
            {
                throw Error(ref result);
            }
        }
        finally
        {
            Native.DestroyResult(ref result);
        }
    }

    /// <summary>The rows of a statement that answers in a few of them, every value as text.</summary>
    /// <exception cref="DuckDbException">It fails, or a column is not VARCHAR.</exception>
    public static unsafe List<string?[]> Strings(string sql)
    {
        using var query = new DuckQuery(sql);
        if (query.Types.Any(t => t.Id is not (DuckTypeId.Varchar or DuckTypeId.Blob)))
        {
            throw new DuckDbException("Every column of such a statement has to be VARCHAR or BLOB.");
        }

        var rows = new List<string?[]>();
        while (query.TryFetch(out DataChunk? chunk))
        {
            using (chunk)
            {
                for (int r = 0; r < chunk.Count; r++)
                {
                    var row = new string?[query.Types.Count];
                    for (int c = 0; c < row.Length; c++)
                    {
                        nint vector = chunk.Vector(c);
                        row[c] = DataChunk.IsValid(Native.VectorValidity(vector), r) ? DuckString.Text((DuckString*)Native.VectorData(vector) + r) : null;
                    }

                    rows.Add(row);
                }
            }
        }

        return rows;
    }

    /// <summary>Fetches the next chunk, for the caller to dispose of.</summary>
    /// <exception cref="DuckDbException">The statement failed.</exception>
    public bool TryFetch([NotNullWhen(true)] out DataChunk? chunk)
    {
        while (true)
        {
            nint native = Native.FetchChunk(_result);
            if (native == 0)
            {
                chunk = null;
                return Native.ResultError(ref _result) == 0 ? false : throw Error();
            }

            chunk = new DataChunk(native);
            if (chunk.Count > 0)
            {
                return true;
            }

            chunk.Dispose();
        }
    }

    public void Dispose()
    {
        if (_open)
        {
            Native.DestroyResult(ref _result);
            _open = false;
        }

        if (_statement != 0)
        {
            Native.DestroyPrepare(ref _statement);
        }

        _connection.Dispose();
    }

    private static DuckDbException Error(ref DuckResult result) =>
        new(Marshal.PtrToStringUTF8(Native.ResultError(ref result)) ?? "The statement failed.", Native.ResultErrorType(ref result));

    private DuckDbException Error() => Error(ref _result);
}
