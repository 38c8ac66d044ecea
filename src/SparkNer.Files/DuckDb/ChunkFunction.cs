using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SparkNer.Files.DuckDb;

/// <summary>The table function <c>sparkner_chunks(id)</c>: the rows of a queue of chunks, for a COPY statement to write.</summary>
/// <remarks>Thread-safe. Its columns are named c0, c1, ...: the statement gives them their names.</remarks>
internal static unsafe class ChunkFunction
{
    private const string Name = "sparkner_chunks";

    private static readonly ConcurrentDictionary<long, ChunkQueue> _queues = new();
    private static long _lastId;

    /// <summary>Makes the function known to the database.</summary>
    public static void Register(ConnectionHandle connection)
    {
        nint function = Native.CreateTableFunction();
        nint bigint = Native.CreateLogicalType((int)DuckTypeId.BigInt);
        try
        {
            Native.SetTableFunctionName(function, Name);
            Native.AddTableFunctionParameter(function, bigint);
            Native.SetTableFunctionBind(function, &Bind);
            Native.SetTableFunctionInit(function, &Init);
            Native.SetTableFunctionFunction(function, &Read);
            if (Native.RegisterTableFunction(connection, function) != 0)
            {
                throw new DuckDbException($"DuckDB refuses the table function {Name}.");
            }
        }
        finally
        {
            Native.DestroyLogicalType(ref bigint);
            Native.DestroyTableFunction(ref function);
        }
    }

    /// <summary>Gives a queue a number by which statements can call it.</summary>
    public static long Add(ChunkQueue queue)
    {
        long id = Interlocked.Increment(ref _lastId);
        _queues[id] = queue;
        return id;
    }

    public static void Remove(long id) => _queues.TryRemove(id, out _);

    /// <summary>The call, as it stands in a statement.</summary>
    public static string Call(long id) => string.Create(CultureInfo.InvariantCulture, $"{Name}({id})");

    // No exception may leave these three: above them is C++.

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(nint info)
    {
        try
        {
            nint value = Native.BindParameter(info, 0);
            long id = Native.ValueInt64(value);
            Native.DestroyValue(ref value);
            IReadOnlyList<DuckType> types = _queues[id].Types;
            for (int i = 0; i < types.Count; i++)
            {
                nint type = types[i].Make();
                Native.BindAddColumn(info, string.Create(CultureInfo.InvariantCulture, $"c{i}"), type);
                Native.DestroyLogicalType(ref type);
            }

            // The number itself is the data: nothing to free.
            Native.SetBindData(info, (nint)id, 0);
        }
        catch (Exception e)
        {
            Native.SetBindError(info, e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Init(nint info) => Native.SetMaxThreads(info, 1);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Read(nint info, nint output)
    {
        try
        {
            int count = 0;
            if (_queues[Native.BindData(info)].TryTake(out DataChunk? chunk))
            {
                count = chunk.Count;
                for (int i = 0; i < chunk.ColumnCount; i++)
                {
                    Native.ReferenceVector(Native.ChunkVector(output, (ulong)i), chunk.Vector(i));
                }
            }

            Native.SetChunkSize(output, (ulong)count);
        }
        catch (Exception e)
        {
            Native.SetFunctionError(info, e.Message);
        }
    }
}
