// The service without its guards, and a server that never had any: what the hostile clients must notice.
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace FeedService.Tests.Survive;

internal static class OpenDoors
{
    /// <summary>No limit, every name, and no look at what a length, two of them or an encoded slash may hide.</summary>
    public static void Weaken(IServiceCollection services)
    {
        services.PostConfigure<KestrelServerOptions>(kestrel => Widen(kestrel.Limits));
        services.PostConfigure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = SocketTransportOptions.CreateDefaultBoundListenSocket);
        services.PostConfigure<HostFilteringOptions>(filter => filter.AllowedHosts = ["*"]);
        services.AddSingleton<IStartupFilter>(new Trusting());
    }

    /// <summary>Says yes to whatever comes, as to a zero in a path and to what is no HTTP, which Kestrel itself refuses.</summary>
    public static async Task SayYesAsync(TcpListener listener, CancellationToken stop)
    {
        while (await listener.AcceptSocketAsync(stop) is var socket)
        {
            using (socket)
            {
                await socket.ReceiveAsync(new byte[4096], stop);
                await socket.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), stop);
            }
        }
    }

    private static void Widen(KestrelServerLimits limits)
    {
        limits.RequestHeadersTimeout = limits.KeepAliveTimeout = TimeSpan.FromHours(1);
        limits.MinResponseDataRate = limits.MinRequestBodyDataRate = null;
        limits.MaxRequestBodySize = null;
        limits.MaxRequestLineSize = limits.MaxRequestHeadersTotalSize = 1 << 20;
        limits.MaxRequestHeaderCount = 1000;
    }

    /// <summary>Stands before the service, and takes from it what its guard looks at.</summary>
    private sealed class Trusting : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Request.Headers.Remove("X-Content-Length");
                if (context.Request.ContentLength is { } length)
                    context.Request.ContentLength = Math.Min(length, 1000);
                context.Request.Path = WebUtility.UrlDecode(context.Request.Path.Value);
                return following(context);
            });
            next(app);
        };
    }
}
