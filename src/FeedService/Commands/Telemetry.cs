// Sends traces of runs and metrics to an OpenTelemetry collector, where one is configured; else nothing listens to anything.
using System.ComponentModel.DataAnnotations;
using FeedService.Ingest;
using FeedService.Publish.Snapshots;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FeedService.Commands;

/// <summary>Configuration section Telemetry.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>Address of a collector's OTLP over HTTP, such as http://127.0.0.1:4318; empty: off.</summary>
    [RegularExpression("https?://.+", ErrorMessage = "Telemetry:Endpoint must be an http or https address such as http://127.0.0.1:4318, or empty")]
    public string? Endpoint { get; init; }
}

internal sealed class Telemetry(IOptions<TelemetryOptions> options) : IHostedService
{
    /// <summary>ASP.NET Core's own meter: http.server.request.duration, by http.response.status_code.</summary>
    private const string Requests = "Microsoft.AspNetCore.Hosting";

    /// <summary>A collector that is away must not keep the service from stopping in time.</summary>
    private const int MillisecondsToFlush = 2000;

    private MeterProvider? meters;
    private TracerProvider? traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Endpoint is not { Length: > 0 } endpoint)
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault().AddService("feedservice");
        meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(RunTelemetry.Name, RenderTelemetry.Name, Requests)
            .AddOtlpExporter(exporter => Send(exporter, endpoint, "v1/metrics")).Build();
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(RunTelemetry.Name)
            .AddOtlpExporter(exporter => Send(exporter, endpoint, "v1/traces")).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        meters?.Shutdown(MillisecondsToFlush);
        traces?.Shutdown(MillisecondsToFlush);
        return Task.CompletedTask;
    }

    private static void Send(OtlpExporterOptions exporter, string endpoint, string path)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{endpoint.TrimEnd('/')}/{path}");
    }
}
