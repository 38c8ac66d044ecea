using System.Globalization;
using System.Runtime.InteropServices;

namespace SparkNer.Files.DuckDb;

/// <summary>The one DuckDB of this process: in memory, and used for nothing but reading and writing files.</summary>
/// <remarks>
/// One thread a statement (the one that runs it): the rows stay in order without DuckDB having to keep them for it, and the cores are the model's. Nothing
/// spills, since no statement here sorts or groups. Thread-safe.
/// </remarks>
internal static class DuckDatabase
{
    private static readonly Lazy<nint> _database = new(Open);

    /// <summary>A new connection.</summary>
    /// <exception cref="DuckDbException">There is none to be had.</exception>
    public static ConnectionHandle Connect()
    {
        nint database;
        try
        {
            database = _database.Value;
        }
        catch (DllNotFoundException e)
        {
            throw new DuckDbException($"DuckDB's library (libduckdb) was not found beside the program: run 'npm ci' and build again. {e.Message}");
        }

        return Native.Connect(database, out nint connection) == 0
            ? new ConnectionHandle(connection)
            : throw new DuckDbException("DuckDB gave no connection.");
    }

    private static nint Open()
    {
        _ = Native.CreateConfig(out nint config);
        try
        {
            Set(config, "threads", "1");
            // Needed for row groups that are cut by size; with one thread the order is kept anyway.
            Set(config, "preserve_insertion_order", "false");
            Set(config, "temp_directory", "");
            Set(config, "allocator_flush_threshold", "4MB");
            Set(config, "allocator_bulk_deallocation_flush_threshold", "16MB");
            // Would keep what has been read of a file until the memory limit is met; here every byte is read once.
            Set(config, "enable_external_file_cache", "false");
            Set(config, "autoinstall_known_extensions", "false");
            Set(config, "autoload_known_extensions", "false");
            if (Native.Open(null, out nint database, config, out nint error) != 0)
            {
                string? message = Marshal.PtrToStringUTF8(error);
                Native.Free(error);
                throw new DuckDbException($"DuckDB does not start: {message}");
            }

            using ConnectionHandle connection = Native.Connect(database, out nint handle) == 0
                ? new ConnectionHandle(handle)
                : throw new DuckDbException("DuckDB gave no connection.");
            ChunkFunction.Register(connection);
            return database;
        }
        finally
        {
            Native.DestroyConfig(ref config);
        }
    }

    private static void Set(nint config, string name, string value)
    {
        if (Native.SetConfig(config, name, value) != 0)
        {
            throw new DuckDbException(string.Create(CultureInfo.InvariantCulture, $"DuckDB does not know the setting {name} = '{value}'."));
        }
    }
}
