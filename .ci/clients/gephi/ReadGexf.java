import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.layout.plugin.forceAtlas2.ForceAtlas2;
import org.gephi.layout.plugin.forceAtlas2.ForceAtlas2Builder;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewProperties;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Reads GEXF files with Gephi's own importer, and writes what Gephi then has as JSON, for a reader in
 * Python to hold against the graph. Fails where the import report has a warning or an error.
 *
 * <p>Usage: ReadGexf OUT_DIR FILE.gexf… ; with RENDER=name, the file of that name becomes a picture.
 */
public final class ReadGexf {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        File out = new File(arguments[0]);
        int faults = 0;
        for (int i = 1; i < arguments.length; i++) {
            faults += read(new File(arguments[i]), out);
        }
        System.exit(faults == 0 ? 0 : 1);
    }

    private static int read(File file, File out) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(file);
        List<String> issues = new ArrayList<>();
        collect(container, issues);
        importer.process(container, new DefaultProcessor(), workspace);
        collect(container, issues);

        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        Graph graph = model.getGraph();
        String time = "static";
        if (model.isDynamic()) {
            Interval bounds = model.getTimeBounds();
            time = day(bounds.getLow()) + " to " + day(bounds.getHigh());
        }
        int undirected = 0;
        for (Edge edge : graph.getEdges().toArray()) {
            undirected += edge.isDirected() ? 0 : 1;
        }
        System.out.printf("%-10s %-28s %6d nodes %7d edges  %s, %d undirected, %d issues%n", "gephi",
            file.getName(), graph.getNodeCount(), graph.getEdgeCount(), time, undirected, issues.size());
        System.out.println("           nodes: " + columns(model.getNodeTable()));
        System.out.println("           edges: " + columns(model.getEdgeTable()));
        for (String issue : issues) {
            System.err.println("FAULT " + file.getName() + ": Gephi's import report: " + issue);
        }
        write(new File(out, file.getName() + ".gephi.json"), graph, model, time);
        if (file.getName().equals(System.getenv("RENDER"))) {
            render(model, workspace, new File(out, file.getName() + ".svg"));
        }
        projects.closeCurrentProject();
        return issues.size();
    }

    private static void collect(Container container, List<String> issues) {
        var iterator = container.getReport().getIssues(Integer.MAX_VALUE);
        while (iterator.hasNext()) {
            Issue issue = iterator.next();
            if (issue.getLevel() != Issue.Level.INFO) {
                issues.add(issue.getLevel() + " " + issue.getMessage());
            }
        }
    }

    private static String day(double time) {
        return Double.isInfinite(time) ? String.valueOf(time)
            : java.time.Instant.ofEpochMilli((long) time).toString().substring(0, 10);
    }

    private static String columns(Table table) {
        List<String> names = new ArrayList<>();
        for (Column column : table) {
            names.add(column.getTitle() + " " + column.getTypeClass().getSimpleName());
        }
        return String.join(", ", names);
    }

    private static void write(File file, Graph graph, GraphModel model, String time) throws IOException {
        StringBuilder json = new StringBuilder("{\"time\": " + quoted(time) + ",\n\"nodes\": [");
        String comma = "\n";
        for (Node node : graph.getNodes().toArray()) {
            json.append(comma).append("{\"id\": ").append(quoted(node.getId().toString()));
            json.append(", \"label\": ").append(quoted(node.getLabel()));
            json.append(", \"x\": ").append(node.x()).append(", \"y\": ").append(node.y());
            json.append(", \"size\": ").append(node.size());
            json.append(", \"colour\": [").append(node.getColor().getRed()).append(", ");
            json.append(node.getColor().getGreen()).append(", ").append(node.getColor().getBlue()).append("]");
            attributes(json, model.getNodeTable(), node::getAttribute);
            comma = ",\n";
        }
        json.append("],\n\"edges\": [");
        comma = "\n";
        for (Edge edge : graph.getEdges().toArray()) {
            json.append(comma).append("{\"id\": ").append(quoted(edge.getId().toString()));
            json.append(", \"source\": ").append(quoted(edge.getSource().getId().toString()));
            json.append(", \"target\": ").append(quoted(edge.getTarget().getId().toString()));
            json.append(", \"directed\": ").append(edge.isDirected());
            json.append(", \"label\": ").append(quoted(edge.getLabel()));
            json.append(", \"kind\": ").append(quoted(String.valueOf(edge.getTypeLabel())));
            json.append(", \"weight\": ").append(edge.getWeight());
            attributes(json, model.getEdgeTable(), edge::getAttribute);
            comma = ",\n";
        }
        json.append("]}\n");
        java.nio.file.Files.writeString(file.toPath(), json);
    }

    private static void attributes(StringBuilder json, Table table,
            java.util.function.Function<Column, Object> value) {
        TreeMap<String, String> values = new TreeMap<>();
        for (Column column : table) {
            Object found = value.apply(column);
            if (found == null || column.isProperty()) {
                if (found instanceof IntervalSet set) {
                    values.put("spells", spells(set));
                }
                continue;
            }
            boolean bare = found instanceof Number || found instanceof Boolean;
            values.put(column.getTitle(), bare ? found.toString() : quoted(found.toString()));
        }
        json.append(", \"values\": {");
        String comma = "";
        for (var entry : values.entrySet()) {
            json.append(comma).append(quoted(entry.getKey())).append(": ").append(entry.getValue());
            comma = ", ";
        }
        json.append("}}");
    }

    private static String spells(IntervalSet set) {
        List<String> spells = new ArrayList<>();
        double[] bounds = set.getIntervals();
        for (int i = 0; i + 1 < bounds.length; i += 2) {
            spells.add("[" + quoted(day(bounds[i])) + ", " + quoted(day(bounds[i + 1])) + "]");
        }
        return "[" + String.join(", ", spells) + "]";
    }

    private static String quoted(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            json.append(c < ' ' || c == '"' || c == '\\' || c > '~' ? String.format("\\u%04x", (int) c)
                : String.valueOf(c));
        }
        return json.append('"').toString();
    }

    /** As an analyst would look at it first: by its own positions if it has any, else laid out here. */
    private static void render(GraphModel model, Workspace workspace, File file) throws IOException {
        // Gephi scatters nodes without positions within a square of a thousand by a thousand, never on a
        // hundredth; positions that were written are.
        boolean placed = true;
        for (Node node : model.getGraph().getNodes().toArray()) {
            placed &= Math.abs(node.x() * 100 - Math.round(node.x() * 100)) < 0.01;
        }
        if (!placed) {
            ForceAtlas2 layout = new ForceAtlas2(new ForceAtlas2Builder());
            layout.setGraphModel(model);
            layout.resetPropertiesValues();
            layout.setScalingRatio(400.0);
            layout.setStrongGravityMode(true);
            layout.setGravity(0.4);
            layout.setAdjustSizes(true);
            layout.initAlgo();
            for (int i = 0; i < 1500 && layout.canAlgo(); i++) {
                layout.goAlgo();
            }
            layout.endAlgo();
        }
        PreviewController preview = Lookup.getDefault().lookup(PreviewController.class);
        PreviewProperties properties = preview.getModel(workspace).getProperties();
        properties.putValue(PreviewProperty.SHOW_NODE_LABELS, Boolean.TRUE);
        properties.putValue(PreviewProperty.EDGE_CURVED, Boolean.FALSE);
        properties.putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(EdgeColor.Mode.ORIGINAL));
        properties.putValue(PreviewProperty.EDGE_THICKNESS, 2.0f);
        properties.putValue(PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, Boolean.FALSE);
        properties.putValue(PreviewProperty.NODE_LABEL_FONT, new java.awt.Font("SansSerif", java.awt.Font.PLAIN, 22));
        preview.refreshPreview(workspace);
        Lookup.getDefault().lookup(ExportController.class).exportFile(file, workspace);
        System.out.println("           drawn: " + file.getName());
    }
}
