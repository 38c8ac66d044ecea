using System.Runtime.InteropServices;
using System.Text;

namespace SparkNer.Files.DuckDb;

/// <summary>A logical type as a tree of our own: it can be looked at, changed and made again.</summary>
/// <param name="Id">The type.</param>
internal sealed record DuckType(DuckTypeId Id)
{
    public static DuckType Varchar { get; } = new(DuckTypeId.Varchar);

    public static DuckType Integer { get; } = new(DuckTypeId.Integer);

    public static DuckType Float { get; } = new(DuckTypeId.Float);

    /// <summary>The child types: one of a list or an array, key and value of a map, the fields of a struct.</summary>
    public IReadOnlyList<DuckType> Children { get; init; } = [];

    /// <summary>The field names of a struct.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public byte Width { get; init; }

    public byte Scale { get; init; }

    public int ArraySize { get; init; }

    public static DuckType List(DuckType child) => new(DuckTypeId.List) { Children = [child] };

    public static DuckType Map(DuckType key, DuckType value) => new(DuckTypeId.Map) { Children = [key, value] };

    public static DuckType Struct(params IReadOnlyList<(string Name, DuckType Type)> fields) =>
        new(DuckTypeId.Struct) { Names = [.. fields.Select(f => f.Name)], Children = [.. fields.Select(f => f.Type)] };

    /// <summary>Reads a type, and destroys the native one.</summary>
    public static DuckType Take(nint type)
    {
        try
        {
            var id = (DuckTypeId)Native.TypeId(type);
            switch (id)
            {
                case DuckTypeId.Decimal:
                    return new DuckType(id) { Width = Native.DecimalWidth(type), Scale = Native.DecimalScale(type) };
                case DuckTypeId.List:
                    return List(Take(Native.ListChildType(type)));
                case DuckTypeId.Array:
                    return new DuckType(id) { Children = [Take(Native.ArrayChildType(type))], ArraySize = (int)Native.ArraySize(type) };
                case DuckTypeId.Map:
                    return Map(Take(Native.MapKeyType(type)), Take(Native.MapValueType(type)));
                case DuckTypeId.Struct:
                    var fields = new List<(string, DuckType)>();
                    for (ulong i = 0; i < Native.StructChildCount(type); i++)
                    {
                        nint name = Native.StructChildName(type, i);
                        fields.Add((Marshal.PtrToStringUTF8(name) ?? "", Take(Native.StructChildType(type, i))));
                        Native.Free(name);
                    }

                    return Struct(fields);
                default:
                    return new DuckType(id);
            }
        }
        finally
        {
            Native.DestroyLogicalType(ref type);
        }
    }

    /// <summary>A native type, for the caller to destroy.</summary>
    public unsafe nint Make()
    {
        var children = new nint[Children.Count];
        var names = new nint[Names.Count];
        try
        {
            for (int i = 0; i < children.Length; i++)
            {
                children[i] = Children[i].Make();
            }

            for (int i = 0; i < names.Length; i++)
            {
                names[i] = Marshal.StringToCoTaskMemUTF8(Names[i]);
            }

            fixed (nint* types = children, labels = names)
            {
                return Id switch
                {
                    DuckTypeId.Decimal => Native.CreateDecimalType(Width, Scale),
                    DuckTypeId.List => Native.CreateListType(children[0]),
                    DuckTypeId.Array => Native.CreateArrayType(children[0], (ulong)ArraySize),
                    DuckTypeId.Map => Native.CreateMapType(children[0], children[1]),
                    DuckTypeId.Struct => Native.CreateStructType(types, labels, (ulong)children.Length),
                    _ => Native.CreateLogicalType((int)Id),
                };
            }
        }
        finally
        {
            for (int i = 0; i < children.Length; i++)
            {
                Native.DestroyLogicalType(ref children[i]);
            }

            foreach (nint name in names)
            {
                Marshal.FreeCoTaskMem(name);
            }
        }
    }

    /// <summary>Whether <see cref="Make"/> gives this type back. Enumerations, unions and the like carry more than is kept here.</summary>
    public bool CanBeMade => Id is not (DuckTypeId.Invalid or DuckTypeId.Enum or DuckTypeId.Union or DuckTypeId.SqlNull) && (int)Id <= (int)DuckTypeId.Array
        && Children.All(c => c.CanBeMade);

    /// <summary>The type in DuckDB's words.</summary>
    public override string ToString() => Id switch
    {
        DuckTypeId.Decimal => $"DECIMAL({Width},{Scale})",
        DuckTypeId.List => $"{Children[0]}[]",
        DuckTypeId.Array => $"{Children[0]}[{ArraySize}]",
        DuckTypeId.Map => $"MAP({Children[0]}, {Children[1]})",
        DuckTypeId.Struct => "STRUCT(" + string.Join(", ", Names.Zip(Children, (n, t) => $"{Sql.Name(n)} {t}")) + ")",
        DuckTypeId.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        DuckTypeId.TimeTz => "TIME WITH TIME ZONE",
        DuckTypeId.TimestampS => "TIMESTAMP_S",
        DuckTypeId.TimestampMs => "TIMESTAMP_MS",
        DuckTypeId.TimestampNs => "TIMESTAMP_NS",
        _ => Id.ToString().ToUpperInvariant(),
    };
}
