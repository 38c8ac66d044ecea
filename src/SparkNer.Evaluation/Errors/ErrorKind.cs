namespace SparkNer.Evaluation.Errors;

/// <summary>What is wrong with an entity.</summary>
public enum ErrorKind
{
    /// <summary>It is there and was not found.</summary>
    Missed,

    /// <summary>It was found and is not there.</summary>
    Spurious,

    /// <summary>It was found with another type.</summary>
    WrongType,

    /// <summary>It was found with the right type, but begins or ends elsewhere.</summary>
    WrongBoundary,

    /// <summary>Something of another type overlaps it.</summary>
    WrongTypeAndBoundary,
}
