// A real nginx on loopback that serves a published folder by the rules that publish wrote.
using System.Diagnostics;

namespace FeedService.Tests.Support;

internal sealed class NginxServer : IDisposable
{
    private readonly Process process;

    private NginxServer(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="work">For its configuration, logs and temporary files.</param>
    /// <param name="root">The server's document root.</param>
    /// <param name="site">The published folder: the root, or one below it.</param>
    public static async Task<NginxServer> StartAsync(string work, string root, string site)
    {
        Tool.Require("nginx", "nginx-light");
        var port = ServiceProcess.FreePort();
        var configuration = Path.Combine(work, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            daemon off;
            worker_processes 1;
            pid {{work}}/nginx.pid;
            error_log {{work}}/nginx-error.log;
            events {}
            http {
                access_log {{work}}/nginx-access.log;
                client_body_temp_path {{work}}/body; proxy_temp_path {{work}}/proxy; fastcgi_temp_path {{work}}/fastcgi; uwsgi_temp_path {{work}}/uwsgi; scgi_temp_path {{work}}/scgi;
                server {
                    listen 127.0.0.1:{{port}};
                    root {{root}};
                    include {{site}}/.feedservice/nginx.conf;
                }
            }
            """);
        var server = new NginxServer(Process.Start(new ProcessStartInfo("nginx", ["-p", work, "-c", configuration, "-e", Path.Combine(work, "nginx-error.log")]))!, new Uri($"http://127.0.0.1:{port}"));
        await server.AnswersAsync(work);
        return server;
    }

    /// <summary>The answer to a request in which nothing is added, followed or decoded.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = Address };
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private async Task AnswersAsync(string work)
    {
        for (var i = 0; i < 300 && !process.HasExited; i++)
        {
            try
            {
                using var any = await SendAsync(HttpMethod.Get, "/");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
        Dispose();
        Assert.Fail($"nginx does not answer: {await File.ReadAllTextAsync(Path.Combine(work, "nginx-error.log"))}");
    }
}
