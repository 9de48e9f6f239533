// So many slow and hostile clients at a time: where one is gone the next one comes, until the day is over.
using System.Collections.Concurrent;

namespace FeedService.Tests.Survive;

internal sealed class HostileCrowd(Uri service, TimeSpan patience)
{
    /// <summary>Before somebody else comes in the place of one who was sent away.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// In which they come, all at once otherwise: the kernel keeps 4,096 waiting to be let in and drops who comes then, friend or foe,
    /// to try again a second later. No program can do anything about that; net.core.somaxconn can.
    /// </summary>
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(3);

    public ConcurrentBag<string> Faults { get; } = [];

    public ConcurrentBag<TimeSpan> Stays { get; } = [];

    /// <summary>As many as possible stay: three of four. The others ask what nobody may ask.</summary>
    public Task ComeAsync(int size, CancellationToken over) =>
        Task.WhenAll(Enumerable.Range(0, size).Select(place => KeepComingAsync(place, Arrival * place / size, over)));

    private async Task KeepComingAsync(int place, TimeSpan after, CancellationToken over)
    {
        await Task.Delay(after, CancellationToken.None);
        var kinds = place % 4 < 3 ? HostileClient.Staying : HostileClient.Passing;
        for (var turn = place; !over.IsCancellationRequested; turn++)
        {
            var kind = kinds[turn % kinds.Count];
            if (await kind.RunAsync(new Visit(service, turn, patience, Stays)) is { } fault)
                Faults.Add($"{kind.Name}: {fault}");
            await Task.Delay(Pause, over).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
