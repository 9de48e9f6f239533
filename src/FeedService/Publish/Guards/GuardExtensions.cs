// What stands before every answer, feeds included.
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace FeedService.Publish.Guards;

internal static class GuardExtensions
{
    public static IServiceCollection AddGuards(this IServiceCollection services)
    {
        services.AddOptions<GuardOptions>().BindConfiguration("Guard").ValidateDataAnnotations()
            .Validate(options => options.ParseProxies() is not null, "Guard:Proxies must be addresses or networks separated by commas, such as 10.0.0.7, 10.1.0.0/16")
            .ValidateOnStart();
        services.AddSingleton<Allowance>();
        return services;
    }

    public static WebApplication UseGuards(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<GuardOptions>>().Value.ParseProxies() is { Count: > 0 } proxies)
            app.UseForwardedHeaders(From(proxies));
        app.UseMiddleware<Guard>();
        return app;
    }

    /// <summary>From the last address back as long as it is a named proxy's. The host is never taken from a header: PublicUrl says it.</summary>
    private static ForwardedHeadersOptions From(IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies)
            options.KnownIPNetworks.Add(network);
        return options;
    }
}
