// How each topic is, read once for all who ask at the time: with thousands of topics that takes seconds, and anybody may ask.
using FeedService.Storage;

namespace FeedService.Publish;

internal sealed class TopicPulses(TopicPulseReader reader)
{
    private readonly Lock gate = new();
    private Task<IReadOnlyList<TopicPulse>>? reading;

    /// <summary>Every topic, as it was read last; it goes on being read when one of those who wait for it hangs up.</summary>
    public Task<IReadOnlyList<TopicPulse>> ReadAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (reading is not { IsCompleted: false })
                reading = Task.Run(() => reader.ReadAsync(CancellationToken.None), CancellationToken.None);
            return reading.WaitAsync(cancellationToken);
        }
    }
}
