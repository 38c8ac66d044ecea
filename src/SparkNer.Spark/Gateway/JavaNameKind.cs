namespace SparkNer.Spark.Gateway;

/// <summary>What a fully qualified name is in the JVM.</summary>
public enum JavaNameKind
{
    /// <summary>No class of that name: a package, or nothing at all (the JVM cannot tell them apart).</summary>
    NotAClass,

    /// <summary>A class, an interface or a Scala object's class.</summary>
    Class,
}
