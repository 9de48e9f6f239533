// The service as a process of its own, for what only a real process shows: kills, exit codes, the console.
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FeedService.Tests.Support;

internal sealed class ServiceProcess : IDisposable
{
    private readonly Process process;
    private readonly System.Text.StringBuilder output = new();

    private ServiceProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public static ServiceProcess Start(TestFolder folder, params string[] args) => Start(folder, new Dictionary<string, string?>(), args);

    public static ServiceProcess Start(TestFolder folder, IReadOnlyDictionary<string, string?> environment, params string[] args) =>
        Start(new ProcessStartInfo("dotnet"), folder, environment, args);

    /// <summary>Root may read every file; so that a test run by root sees what others see, its process gives that up.</summary>
    public static ServiceProcess StartWithoutRootsRights(TestFolder folder, params string[] args)
    {
        if (!Environment.IsPrivilegedProcess)
            return Start(folder, args);
        Tool.Require("setpriv", "util-linux");
        return Start(new ProcessStartInfo("setpriv", ["--bounding-set=-dac_override,-dac_read_search", "dotnet"]), folder, new Dictionary<string, string?>(), args);
    }

    private static ServiceProcess Start(ProcessStartInfo start, TestFolder folder, IReadOnlyDictionary<string, string?> environment, string[] args)
    {
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (folder.Path, true, true);
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "FeedService.dll"));
        foreach (var arg in (string[])["--Inbox:Folder=inbox", "--Inbox:SettleSeconds=0", "--PublicUrl=https://feeds.example.org", .. args])
            start.ArgumentList.Add(arg);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ServiceProcess(Process.Start(start)!);
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(TestFolder folder, params string[] args)
    {
        using var run = Start(folder, args);
        return (await run.WaitAsync(), run.Output);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task<int> WaitAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Until the first run is over and everything is well.</summary>
    public async Task WaitUntilReadyAsync(HttpClient client)
    {
        for (var patience = 0; patience < 300; patience++)
        {
            Assert.False(process.HasExited, Output);
            try
            {
                using var ready = await client.GetAsync("/health/ready");
                if (ready.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(200);
        }
        Assert.Fail(Output);
    }

    /// <summary>What the process holds of the machine's memory, in megabytes.</summary>
    public long Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 >> 20;
        }
    }

    /// <summary>SIGTERM, as a supervisor sends it.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString()]);
        kill.WaitForExit();
    }

    public void Kill() => process.Kill();

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.AppendLine(line.Data);
    }
}
