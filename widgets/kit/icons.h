#pragma once

#include "widgets/kit/theme.h"

#include <QIcon>

class QPainter;

namespace slipway {

// The icon family: drawn for this product on a 20 grid, stroke 1.5, round caps. The file of `Icon::PlayWith` is
// resources/icons/play-with.svg; iconName() gives the middle part.
enum class Icon {
    Overview,
    DataStudio,
    Operations,
    Services,
    Groups,
    Settings,
    Shell,
    ZeroLoad,
    Workflow,
    Folder,
    Play,
    PlayWith,
    Stop,
    Save,
    Commit,
    Plus,
    Minus,
    Search,
    Filter,
    Refresh,
    More,
    Close,
    Menu,
    ChevronUp,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    Copy,
    Download,
    Upload,
    Follow,
    Undo,
    Redo,
    ZoomIn,
    ZoomOut,
    ZoomFit,
    Minimap,
    Layout,
    Trash,
    Pencil,
    Link,
    Unlink,
    Clock,
    Calendar,
    Bell,
    Eye,
    EyeOff,
    Sun,
    Moon,
    Check,
    Cross,
    Square,
    Ring,
    Snowflake,
    DashedRing,
    DotsRing,
    CheckCircle,
    CrossCircle,
    Rollback,
    Warning,
    Info,
    External,
    Key,
    Pin,
    Compare,
    Lineage,
    List,
    Gantt,
    Graph,
    Keyboard,
    Appearance,
    Engine,
    Flask,
    Log,
    Pause,
    Rerun,
    Slipway,
};
inline constexpr int iconCount = int(Icon::Slipway) + 1;

QString iconName(Icon icon);

// Follows the palette by itself, is sharp at every device pixel ratio, greys out when disabled.
QIcon icon(Icon icon, Token colour = Token::TextMuted);
QIcon icon(StateKind state);
// The shape that stands for a state beside its colour (look: tick in a circle, ring, clock, ...).
Icon stateIcon(StateKind state);

// For painters: from the pixmap cache, tinted, into `rect` (kept square, centred).
void paintIcon(QPainter *painter, Icon icon, const QRectF &rect, const QColor &colour);
QPixmap iconPixmap(Icon icon, int size, qreal devicePixelRatio, const QColor &colour);

} // namespace slipway
