// A real proxy in front of a service, with the file that deploy/ offers for it: only ports, paths and certificate are the test's.
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace FeedService.Tests.Support;

internal sealed class ProxyServer : IDisposable
{
    /// <summary>The address in deploy/, which an operator replaces.</summary>
    private const string Host = "feeds.example.org";

    private readonly Process process;

    private ProxyServer(Process process, int port, Func<string> log)
    {
        this.process = process;
        Log = log;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // Nobody vouches for the test's certificate; but it must be this host's.
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, errors) => !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) },
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        Client = new HttpClient(handler) { BaseAddress = new Uri($"https://{Host}") };
    }

    /// <summary>Asks for the service's public address, over TLS.</summary>
    public HttpClient Client { get; }

    private Func<string> Log { get; }

    /// <param name="name">nginx or caddy.</param>
    public static Task<ProxyServer> StartAsync(string name, string work, Uri service) => name switch
    {
        "nginx" => StartNginxAsync(work, service),
        "caddy" => StartCaddyAsync(work, service),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such proxy"),
    };

    public void Dispose()
    {
        Client.Dispose();
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<ProxyServer> StartNginxAsync(string work, Uri service)
    {
        Tool.Require("nginx", "nginx-light");
        Tool.Require("openssl", "openssl");
        await Tool.RunAsync(work, null, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", $"/CN={Host}", "-addext", $"subjectAltName=DNS:{Host}");
        var (port, plain) = (ServiceProcess.FreePort(), ServiceProcess.FreePort());
        var shipped = Shipped("nginx.conf", service,
            ("    listen [::]:80;\n", ""), ("    listen [::]:443 ssl http2;\n", ""),
            ("listen 80;", $"listen 127.0.0.1:{plain};"), ("listen 443 ssl http2;", $"listen 127.0.0.1:{port} ssl http2;"),
            ($"/etc/letsencrypt/live/{Host}/fullchain.pem", $"{work}/certificate.pem"), ($"/etc/letsencrypt/live/{Host}/privkey.pem", $"{work}/key.pem"));
        await File.WriteAllTextAsync(Path.Combine(work, "site.conf"), shipped);
        await File.WriteAllTextAsync(Path.Combine(work, "nginx.conf"), $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            daemon off;
            worker_processes 1;
            pid {{work}}/nginx.pid;
            events {}
            http {
                access_log off;
                client_body_temp_path {{work}}/body; proxy_temp_path {{work}}/proxy; fastcgi_temp_path {{work}}/fastcgi; uwsgi_temp_path {{work}}/uwsgi; scgi_temp_path {{work}}/scgi;
                include {{work}}/site.conf;
            }
            """);
        return await AnsweringAsync(work, port, "nginx", "-p", work, "-c", Path.Combine(work, "nginx.conf"), "-e", "stderr");
    }

    private static async Task<ProxyServer> StartCaddyAsync(string work, Uri service)
    {
        Tool.Require("caddy", "caddy");
        var (port, plain) = (ServiceProcess.FreePort(), ServiceProcess.FreePort());
        // Its own certificates instead of an authority's, and nothing outside the test's folder.
        var global = $$"""
            {
                admin off
                local_certs
                skip_install_trust
                storage file_system {{work}}/caddy
                default_bind 127.0.0.1
                http_port {{plain}}
                https_port {{port}}
            }

            """;
        await File.WriteAllTextAsync(Path.Combine(work, "Caddyfile"), global + Shipped("Caddyfile", service));
        return await AnsweringAsync(work, port, "caddy", "run", "--config", Path.Combine(work, "Caddyfile"), "--adapter", "caddyfile");
    }

    /// <summary>The file in deploy/ with the test's values; each that is replaced must stand in it.</summary>
    private static string Shipped(string name, Uri service, params (string Before, string After)[] values)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "deploy", name));
        foreach (var (before, after) in values.Append(("127.0.0.1:5080", service.Authority)))
        {
            Assert.Contains(before, text, StringComparison.Ordinal);
            text = text.Replace(before, after, StringComparison.Ordinal);
        }
        return text;
    }

    private static async Task<ProxyServer> AnsweringAsync(string work, int port, string program, params string[] args)
    {
        var output = new System.Text.StringBuilder();
        var process = Process.Start(new ProcessStartInfo(program, args) { WorkingDirectory = work, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["HOME"] = work, ["XDG_CONFIG_HOME"] = work, ["XDG_DATA_HOME"] = work } })!;
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.AppendLine(line.Data);
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var proxy = new ProxyServer(process, port, () =>
        {
            lock (output)
                return output.ToString();
        });
        await proxy.AnswersAsync();
        return proxy;
    }

    private async Task AnswersAsync()
    {
        for (var i = 0; i < 300 && !process.HasExited; i++)
        {
            try
            {
                using var any = await Client.GetAsync("/health/live");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
        Dispose();
        Assert.Fail($"the proxy does not answer: {Log()}");
    }
}
