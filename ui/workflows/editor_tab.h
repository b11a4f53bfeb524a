#pragma once

#include "models/domain/ids.h"

#include <QWidget>

#include <functional>

namespace slipway {

// The editor of one node in DataStudio's tab area. DataStudio owns the tab bar and the order of tabs; the editor owns
// everything inside: its draft, tool bar, side panes and log. Lives on the GUI thread.
class EditorTab : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual FileId file() const = 0;
    // The node's name as it stands.
    virtual QString title() const = 0;
    // True while something typed here is not yet saved in the engine; shown as a dot on the tab.
    virtual bool isModified() const = 0;
    // Sends what is not saved yet and returns at once; modifiedChanged() follows. Called before a tab is closed.
    virtual void save() = 0;
    // Starts the run flow, as the editor's own Run button does; the canvas offers it for the selected node.
    virtual void run() = 0;

signals:
    void titleChanged();
    void modifiedChanged();
    // The node is gone; DataStudio closes the tab.
    void closeRequested();
    // Show this node on the canvas of its workflow.
    void canvasRequested(slipway::WorkflowId workflow, slipway::FileId file);
};

// Makes the editor of a node. DataStudio gets it in its constructor, so that it need not know the script pages.
using ScriptTabFactory = std::function<EditorTab *(FileId file, QWidget *parent)>;

} // namespace slipway
