// How many answers each client address has had in this minute.
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace FeedService.Publish.Guards;

internal sealed class Allowance(IOptions<GuardOptions> options, TimeProvider clock)
{
    /// <summary>Addresses remembered; when there were more within a minute, counting begins anew, so that memory is bounded.</summary>
    private const int MostClients = 100_000;

    private readonly int answers = options.Value.AnswersPerMinute;
    private volatile Minute minute = new(0);

    public bool Limits(IPAddress? address) => answers > 0 && address is not null && !IPAddress.IsLoopback(address);

    public bool IsUsedUp(IPAddress address) => Taken(address) >= answers;

    /// <summary>Who has had all his answers and asks on with validators that are none is not worth the work of finding out.</summary>
    public bool IsAbused(IPAddress address) => Taken(address) >= 2L * answers;

    public void Take(IPAddress address)
    {
        var current = Current();
        if (!current.Answers.TryGetValue(KeyOf(address), out var count))
            count = current.Add(KeyOf(address));
        Interlocked.Increment(ref count.Value);
        if (current.Clients > MostClients)
            minute = new Minute(current.Number);
    }

    private int Taken(IPAddress address) => Current().Answers.TryGetValue(KeyOf(address), out var count) ? Volatile.Read(ref count.Value) : 0;

    /// <summary>Until the next minute begins.</summary>
    public int SecondsToWait() => 60 - (int)(clock.GetUtcNow().ToUnixTimeSeconds() % 60);

    private Minute Current()
    {
        var number = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (minute is { } current && current.Number == number)
            return current;
        return minute = new Minute(number);
    }

    /// <summary>An IPv4 address, or the /64 that one household has of IPv6.</summary>
    private static ulong KeyOf(IPAddress address)
    {
        const ulong mapped = 0xFFFF_0000_0000;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        if (length == 4)
            return mapped | BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return address.IsIPv4MappedToIPv6 ? mapped | BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private sealed class Minute(long number)
    {
        private int clients;

        public long Number => number;

        public ConcurrentDictionary<ulong, StrongBox<int>> Answers { get; } = new();

        public int Clients => Volatile.Read(ref clients);

        public StrongBox<int> Add(ulong client)
        {
            Interlocked.Increment(ref clients);
            return Answers.GetOrAdd(client, _ => new StrongBox<int>());
        }
    }
}
