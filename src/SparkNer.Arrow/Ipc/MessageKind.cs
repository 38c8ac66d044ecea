namespace SparkNer.Arrow.Ipc;

/// <summary>What a message is: the header's number in the format.</summary>
internal enum MessageKind : byte
{
    None,
    Schema,
    DictionaryBatch,
    RecordBatch,
    Tensor,
    SparseTensor,
}
