// What Kestrel lets a client do, and under which names it may ask. Each number is chosen, none is a default.
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace FeedService.Commands;

internal static class ServerLimits
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        // Who trickles in a request or asks nothing is gone within 15 seconds (Kestrel looks once a second).
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(10);
        // And so is who trickles out an answer, though he may have waited two seconds among thousands to be let in. What the
        // kernel has taken counts as time in hand, so that is bounded too (Apply below). Slow lines are a proxy's to buffer for
        // (deploy/).
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 48 * 1024, gracePeriod: TimeSpan.FromSeconds(3));
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 4 * 1024, gracePeriod: TimeSpan.FromSeconds(5));
        // 8 MiB is the largest file on the operator's page, with room for the form around it.
        limits.MaxRequestBodySize = 9 * 1024 * 1024;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        // Each holds a socket and some 20 KB; beyond that new ones are turned away, and memory is bounded.
        limits.MaxConcurrentConnections = 20_000;
    }

    /// <summary>
    /// Left to itself Linux takes up to 4 MB for a client that reads nothing: with Kestrel's credit for it that client stays
    /// for minutes, and thousands of them fill the machine. Most feeds fit into this as they are, all of them compressed.
    /// </summary>
    public static void Apply(SocketTransportOptions transport)
    {
        // Who comes while thousands connect at once waits to be let in; beyond 512, the default, the kernel drops him, and he
        // tries again after 1, 3, 7, ... seconds: among 8,000 a reader's p99 was 63 of them. The kernel's own limit is 4,096.
        transport.Backlog = 4096;
        transport.CreateBoundListenSocket = endpoint =>
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.SendBufferSize = 128 * 1024;
            return socket;
        };
    }

    /// <summary>
    /// PublicUrl's host, AllowedHosts, and this machine. Where neither is configured every name is let in: nobody knows yet
    /// under which one the service will be seen, and no answer depends on it.
    /// </summary>
    public static void AllowHosts(HostFilteringOptions filter, string? allowedHosts, string? publicUrl)
    {
        var configured = (allowedHosts ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var named = Uri.TryCreate(publicUrl, UriKind.Absolute, out var uri) ? (string[])[uri.HostNameType == UriHostNameType.Dns ? uri.IdnHost : uri.Host] : [];
        filter.AllowedHosts = configured.Contains("*") || configured.Length + named.Length == 0 ? ["*"] : [.. named, .. configured, .. ThisMachine];
    }
}
