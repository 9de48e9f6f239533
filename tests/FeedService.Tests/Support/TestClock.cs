// A clock that stands where the test puts it; timers still run in real time.
namespace FeedService.Tests.Support;

internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    /// <summary>How far the clock moves each time somebody looks at it.</summary>
    public TimeSpan Step { get; set; }

    public override DateTimeOffset GetUtcNow() => Now += Step;
}
