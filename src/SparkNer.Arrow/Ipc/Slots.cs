namespace SparkNer.Arrow.Ipc;

/// <summary>The fields of the format's tables, by number.</summary>
internal static class Slots
{
    public static class Message
    {
        public const int Version = 0;
        public const int HeaderKind = 1;
        public const int Header = 2;
        public const int BodyLength = 3;
    }

    public static class Schema
    {
        public const int Endianness = 0;
        public const int Fields = 1;
    }

    public static class Field
    {
        public const int Name = 0;
        public const int Nullable = 1;
        public const int TypeKind = 2;
        public const int Type = 3;
        public const int Dictionary = 4;
        public const int Children = 5;
    }

    public static class RecordBatch
    {
        public const int Length = 0;
        public const int Nodes = 1;
        public const int Buffers = 2;
        public const int Compression = 3;
    }
}
