using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>Lets a thread wait behind those that answer requests.</summary>
internal static partial class LowPriority
{
    /// <summary>Of Linux, from 0 (as all others) to 19; a tenth of the time of one that has 0.</summary>
    public const int Niceness = 10;

    /// <summary>To be called by the thread itself, once.</summary>
    public static void OfThisThread()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        // The runtime's priorities mean nothing on Linux, where each thread has a niceness of its own; without it, scans are only less polite.
        if (OperatingSystem.IsLinux())
            _ = SetPriority(which: 0, who: 0, Niceness);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int priority);
}
