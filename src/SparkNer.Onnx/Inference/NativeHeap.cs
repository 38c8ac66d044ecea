using System.Runtime.InteropServices;

namespace SparkNer.Onnx.Inference;

/// <summary>The C library's heap, in which ONNX Runtime builds its sessions.</summary>
internal static partial class NativeHeap
{
    /// <summary>
    /// Gives what is free back to the system. A loaded model leaves much behind: a third of its weights' size was measured, which glibc would keep for ever.
    /// </summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = Trim(0);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, which has its own ways.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint pad);
}
