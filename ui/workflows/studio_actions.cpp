#include "ui/workflows/studio_actions.h"

#include <QtGlobal>

#include <array>

namespace slipway {

std::span<const ActionSpec> studioActions()
{
    using enum ActionContext;
    static constexpr std::array table{
        ActionSpec{"workflow.create", QT_TRANSLATE_NOOP("Action", "Create Workflow"), "Ctrl+N", Icon::Workflow, Studio},
        ActionSpec{"node.create", QT_TRANSLATE_NOOP("Action", "Create Node"), "Ctrl+Shift+N", Icon::Shell, Studio},
        ActionSpec{"studio.filter", QT_TRANSLATE_NOOP("Action", "Filter the tree"), "Ctrl+Shift+E", Icon::Filter,
                   Studio},
        ActionSpec{"studio.closeTab", QT_TRANSLATE_NOOP("Action", "Close Tab"), "Ctrl+W", Icon::Close, Studio},
        ActionSpec{"canvas.undo", QT_TRANSLATE_NOOP("Action", "Undo"), "Ctrl+Z", Icon::Undo, Canvas},
        ActionSpec{"canvas.redo", QT_TRANSLATE_NOOP("Action", "Redo"), "Ctrl+Shift+Z", Icon::Redo, Canvas},
        ActionSpec{"canvas.save", QT_TRANSLATE_NOOP("Action", "Save"), "Ctrl+S", Icon::Save, Canvas},
        ActionSpec{"canvas.commit", QT_TRANSLATE_NOOP("Action", "Commit"), "Ctrl+Shift+S", Icon::Commit, Canvas},
        ActionSpec{"canvas.run", QT_TRANSLATE_NOOP("Action", "Run"), "F8", Icon::Play, Canvas},
        ActionSpec{"canvas.open", QT_TRANSLATE_NOOP("Action", "Open Node"), "", Icon::Pencil, Canvas},
        ActionSpec{"canvas.rename", QT_TRANSLATE_NOOP("Action", "Rename"), "F2", Icon::Pencil, Canvas},
        ActionSpec{"canvas.connect", QT_TRANSLATE_NOOP("Action", "Connect to"), "C", Icon::Link, Canvas},
        ActionSpec{"canvas.copy", QT_TRANSLATE_NOOP("Action", "Copy"), "Ctrl+C", Icon::Copy, Canvas},
        ActionSpec{"canvas.paste", QT_TRANSLATE_NOOP("Action", "Paste"), "Ctrl+V", Icon::Download, Canvas},
        ActionSpec{"canvas.delete", QT_TRANSLATE_NOOP("Action", "Delete"), "Del", Icon::Trash, Canvas},
        ActionSpec{"canvas.selectAll", QT_TRANSLATE_NOOP("Action", "Select All"), "Ctrl+A", Icon::Check, Canvas},
        ActionSpec{"canvas.layout", QT_TRANSLATE_NOOP("Action", "Lay Out"), "Ctrl+Shift+A", Icon::Layout, Canvas},
        ActionSpec{"canvas.find", QT_TRANSLATE_NOOP("Action", "Find Node"), "Ctrl+F", Icon::Search, Canvas},
        ActionSpec{"canvas.zoomIn", QT_TRANSLATE_NOOP("Action", "Zoom In"), "Ctrl++", Icon::ZoomIn, Canvas},
        ActionSpec{"canvas.zoomOut", QT_TRANSLATE_NOOP("Action", "Zoom Out"), "Ctrl+-", Icon::ZoomOut, Canvas},
        ActionSpec{"canvas.zoomReset", QT_TRANSLATE_NOOP("Action", "Zoom to 100 %"), "Ctrl+0", Icon::ZoomIn, Canvas},
        ActionSpec{"canvas.zoomFit", QT_TRANSLATE_NOOP("Action", "Show All"), "Ctrl+9", Icon::ZoomFit, Canvas},
        ActionSpec{"canvas.operations", QT_TRANSLATE_NOOP("Action", "Operation Center"), "", Icon::Operations, Canvas},
    };
    return table;
}

} // namespace slipway
