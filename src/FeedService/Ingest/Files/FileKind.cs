// What the kernel says an entry of a folder is, which .NET does not tell: a pipe looks like an empty file to it.
using System.Runtime.InteropServices;
using System.Text;

namespace FeedService.Ingest;

internal static class FileKind
{
    private const int NoFollow = 0x100;
    private const uint TypeMask = 0x1;
    private const int ModeOffset = 28;

    /// <summary>Why this is no file that could be read, or null. Links are not followed. Only Linux tells.</summary>
    public static string? Refusal(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // struct statx has one layout on every architecture, which struct stat has not.
        var buffer = new byte[256];
        if (Statx(-100, Encoding.UTF8.GetBytes(path + '\0'), NoFollow, TypeMask, buffer) != 0)
            return null;
        return (BitConverter.ToUInt16(buffer, ModeOffset) & 0xF000) switch
        {
            0x1000 => "it is a named pipe, not a file",
            0x2000 or 0x6000 => "it is a device, not a file",
            0xC000 => "it is a socket, not a file",
            _ => null,
        };
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] buffer);
}
