// A clock that stands where the test puts it; timers still run in real time.
namespace FeedService.Tests.Support;

internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
