using System.Globalization;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Tests.Gateway.Support;

namespace SparkNer.Spark.Tests.Gateway;

/// <summary>Against the recorded conversations with five versions of Spark.</summary>
public sealed class TranscriptTests
{
    public static TheoryData<string, string> Recordings
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((string version, string name) in Transcript.All)
            {
                data.Add(version, name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Our_client_sends_the_recorded_lines_and_reads_the_recorded_replies(string version, string name)
    {
        using var replay = new TranscriptReplay(version, name);
        replay.Run(Check);
        Assert.Empty(replay.Wrong);
        Assert.Equal(replay.Expected, replay.Sent);
    }

    [Fact]
    public void There_is_a_recording_of_every_version() =>
        Assert.Equal(["3.5.9", "4.0.4", "4.1.4", "4.2.1", "4.3.0"], Transcript.All.Where(r => r.Case == "proto").Select(r => r.Version));

    private static void Check(string reply, object? answer)
    {
        switch (reply)
        {
            case "!yv" or "!yn":
                Assert.Null(answer);
                break;
            case ['!', 'y', 'b', .. var truth]:
                Assert.Equal(truth == "true", answer);
                break;
            case ['!', 'y', 'i', .. var number]:
                Assert.Equal(int.Parse(number, CultureInfo.InvariantCulture), answer);
                break;
            case ['!', 'y', 'L', .. var number]:
                Assert.Equal(long.Parse(number, CultureInfo.InvariantCulture), answer);
                break;
            case ['!', 'y', 'd', .. var number]:
                Assert.Equal(double.Parse(number, CultureInfo.InvariantCulture), answer);
                break;
            case ['!', 'y', 'D', .. var number]:
                Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), answer);
                break;
            case ['!', 'y', 'j', .. var bytes]:
                Assert.Equal(Convert.FromBase64String(bytes), answer);
                break;
            case ['!', 'y', 's', .. var text]:
                CheckText(text, answer);
                break;
            case ['!', 'y', 'c', ..]:
                Assert.Equal(JavaNameKind.Class, answer);
                break;
            case "!yp" or "!yo":
                Assert.Equal(JavaNameKind.NotAClass, answer);
                break;
            case ['!', 'y', 'r' or 't' or 'l' or 'a' or 'h' or 'g', .. var id]:
                Assert.Equal(id, Assert.IsType<JavaObject>(answer).Id);
                break;
            case ['!', 'x', 'r', ..]:
                Assert.IsType<JavaException>(answer);
                break;
            case ['!', 'x' or 'z', ..]:
                Assert.IsType<GatewayException>(answer);
                break;
            default:
                Assert.Fail($"{reply} is no reply");
                break;
        }
    }

    private static void CheckText(string escaped, object? answer)
    {
        if (answer is GatewayException made)
        {
            Assert.Contains("answered a String", made.Message, StringComparison.Ordinal);
            return;
        }

        string text = Assert.IsType<string>(answer);
        Assert.Equal(escaped, text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
    }
}
