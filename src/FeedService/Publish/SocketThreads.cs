// Which thread a request runs on: the one that read it from its socket, as long as nothing blocks it.
namespace FeedService.Publish;

/// <summary>
/// Handing a request from the socket's thread to the pool's and back costs more than answering it. So it stays there, and
/// <see cref="FeedMiddleware"/> sends whatever may block to the pool. Measured in tests/FeedService.Benchmarks.
/// </summary>
internal static class SocketThreads
{
    /// <summary>The runtime reads it at the first use of a socket, and has no other way to be told. "0" in the environment switches it off.</summary>
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>For the whole process, so it is for the program to call, before its first socket: any code in it that waits for a socket goes on on that socket's thread.</summary>
    public static void Allow()
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null)
            Environment.SetEnvironmentVariable(InlineCompletions, "1");
    }

    /// <summary>Without <see cref="Allow"/> requests run in the pool, as ever.</summary>
    public static IWebHostBuilder UseSocketThreads(this IWebHostBuilder web) =>
        web.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
}
