// A server under load, as a process of its own: the published service, or nginx as Debian sets it up.
using System.Diagnostics;
using System.Globalization;

namespace FeedService.Benchmarks.Support;

internal sealed class Server : IAsyncDisposable
{
    private readonly Process process;

    private Server(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    public int Id => process.Id;

    /// <summary>In the work folder, with the appsettings.json that lies there.</summary>
    public static async Task<Server> StartServiceAsync(WorkFolder folder, string program, int port, params string[] args)
    {
        var server = new Server(Run(folder, program, [$"--Urls=http://127.0.0.1:{port}", .. args]), port);
        await server.AnswersAsync("/health/live");
        return server;
    }

    /// <summary>Debian's nginx.conf and its default site, but for port, root, paths and gzip_static.</summary>
    public static async Task<Server> StartNginxAsync(WorkFolder folder, string root, int port, string path, string accessLog = "access.log")
    {
        var configuration = $$"""
            user www-data;
            worker_processes auto;
            pid {{folder[$"nginx-{port}.pid"]}};
            error_log {{folder["error.log"]}};
            events { worker_connections 768; }
            http {
                sendfile on;
                tcp_nopush on;
                types_hash_max_size 2048;
                include /etc/nginx/mime.types;
                default_type application/octet-stream;
                access_log {{(accessLog == "off" ? "off" : folder[accessLog])}};
                gzip on;
                gzip_static on;
                server {
                    listen {{port}} default_server;
                    root {{folder[root]}};
                    index index.html index.htm index.nginx-debian.html;
                    server_name _;
                    location / { try_files $uri $uri/ =404; }
                }
            }
            """;
        await File.WriteAllTextAsync(folder[$"nginx-{port}.conf"], configuration);
        var server = new Server(Run(folder, "nginx", "-c", folder[$"nginx-{port}.conf"], "-g", "daemon off;"), port);
        await server.AnswersAsync(path);
        return server;
    }

    /// <summary>CPU seconds of the process and its workers so far (proc(5): utime and stime, in hundredths).</summary>
    public double CpuSeconds() => Family().Sum(fields => long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;

    public async ValueTask DisposeAsync()
    {
        // SIGTERM, so that nginx ends its workers too.
        using (var kill = Process.Start("kill", process.Id.ToString(CultureInfo.InvariantCulture)))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Process Run(WorkFolder folder, string program, params string[] args)
    {
        var process = Process.Start(new ProcessStartInfo(program, args) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : $"  {Path.GetFileName(program)}: {line.Data}\n");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task AnswersAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        for (var deadline = Stopwatch.GetTimestamp(); ; await Task.Delay(5))
        {
            try
            {
                using var answer = await client.GetAsync(path);
                return;
            }
            catch (HttpRequestException) when (!process.HasExited && Stopwatch.GetElapsedTime(deadline) < TimeSpan.FromMinutes(1))
            {
                // Not yet.
            }
        }
    }

    /// <summary>The fields of stat from the third on, of the process and those it started.</summary>
    private IEnumerable<string[]> Family()
    {
        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            if (!File.Exists($"{folder}/stat"))
                continue;
            var fields = File.ReadAllText($"{folder}/stat").Split(") ")[^1].Split(' ');
            if (Path.GetFileName(folder) == id || fields[1] == id)
                yield return fields;
        }
    }
}
