// A file system of 8 MiB of a test's own; who may not mount one skips the test.
using System.Diagnostics;

namespace FeedService.Tests.Survive;

internal sealed class SmallDisk : IDisposable
{
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    private string Ballast => Path.Combine(folder, "ballast");

    public static async Task<SmallDisk> MountAsync(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root may mount a file system");
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(await MountAsync("-t", "tmpfs", "-o", "size=8m", "tmpfs", folder), "mounting is not allowed here");
        return new SmallDisk(folder);
    }

    /// <summary>Full: not a byte is left. Read-only: as a disk becomes that the kernel no longer trusts.</summary>
    public async Task BreakAsync(string what)
    {
        if (what == "read-only")
            await MakeReadOnlyAsync();
        else
            Fill();
    }

    public async Task MendAsync(string what)
    {
        if (what == "read-only")
            Assert.True(await MountAsync("-o", "remount,rw", folder));
        else
            File.Delete(Ballast);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        using var unmount = Process.Start("umount", ["-l", folder]);
        unmount.WaitForExit();
    }

    /// <summary>The kernel refuses while a file is open for writing, as a pooled connection's is.</summary>
    private async Task MakeReadOnlyAsync()
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            if (await MountAsync("-o", "remount,ro", folder))
                return;
        }
        Assert.Fail("the file system stays busy");
    }

    private void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                ballast.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<bool> MountAsync(params string[] args)
    {
        using var mount = Process.Start(new ProcessStartInfo("mount", args) { RedirectStandardError = true })!;
        await mount.WaitForExitAsync();
        return mount.ExitCode == 0;
    }
}
