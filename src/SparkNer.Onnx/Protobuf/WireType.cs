namespace SparkNer.Onnx.Protobuf;

/// <summary>How a protobuf field's value is laid out. Groups (3, 4) are not among them: ONNX never had any.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
