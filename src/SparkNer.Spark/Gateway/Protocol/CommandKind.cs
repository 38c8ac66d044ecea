namespace SparkNer.Spark.Gateway.Protocol;

/// <summary>The commands of the protocol, but for authentication.</summary>
internal enum CommandKind
{
    /// <summary>Calls a method of an object, or a static one: the target is then <c>z:</c> and a class.</summary>
    Call,

    /// <summary>Makes an object of the class that is the target.</summary>
    New,

    /// <summary>Asks for a static field or an inner object of the class that is the target.</summary>
    StaticMember,

    /// <summary>Asks what the name is that is the target.</summary>
    Find,

    /// <summary>Asks for a field of an object.</summary>
    Field,

    /// <summary>Makes an array; the arguments are the elements' class and the length.</summary>
    NewArray,

    /// <summary>Asks for an element; the argument is its index.</summary>
    ArrayGet,

    /// <summary>Sets an element; the arguments are its index and the value.</summary>
    ArraySet,

    /// <summary>Asks for an array's length.</summary>
    ArrayLength,

    /// <summary>Gives an object back.</summary>
    Release,
}
