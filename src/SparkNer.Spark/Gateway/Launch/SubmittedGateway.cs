using System.Globalization;

namespace SparkNer.Spark.Gateway.Launch;

/// <summary>The gateway that <c>spark-submit</c> tells the program that it starts about.</summary>
public static class SubmittedGateway
{
    /// <summary>The gateway of the JVM that started this process; null if none did.</summary>
    /// <exception cref="SparkSetupException">Spark Connect started it, or the environment is damaged.</exception>
    public static GatewayAddress? Find() => Find(Environment.GetEnvironmentVariable);

    internal static GatewayAddress? Find(Func<string, string?> environment)
    {
        string? port = environment("PYSPARK_GATEWAY_PORT");
        string? secret = environment("PYSPARK_GATEWAY_SECRET");
        if (string.IsNullOrEmpty(port))
        {
            return string.IsNullOrEmpty(environment("SPARK_REMOTE")) && string.IsNullOrEmpty(environment("PYSPARK_REMOTE_INIT_CONF_LEN"))
                ? null
                : throw new SparkSetupException(
                    "Spark Connect is not supported: it has no gateway to the driver's JVM. Submit without spark.remote (SPARK_REMOTE) and with spark.api.mode=classic");
        }

        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and < 65536 && !string.IsNullOrEmpty(secret)
            ? new GatewayAddress(number, secret)
            : throw new SparkSetupException("PYSPARK_GATEWAY_PORT and PYSPARK_GATEWAY_SECRET must be a port and its secret, as spark-submit sets them, or both be unset");
    }
}
